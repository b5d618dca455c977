/**
 * How a program that runs on and on is told to stop: SIGINT or SIGTERM, or the end of the npx that
 * runs it. The first signal asks it to finish what is begun, for which it has ten seconds; a second
 * one ends it at once.
 */
import type { Timer } from '#kit';
import { exitAfter, realTimers } from '../host.ts';
// Not from '#kit': signals must be heard before all of that is loaded.
import { seconds } from '../kit/instant.ts';
import type { LauncherWatch } from './launcher.ts';
import { EXIT } from './stop.ts';

/** By contract; whoever supervises the process kills it not much later. */
const LONGEST_CLOSE = seconds(10);
/**
 * When all is closed, what a library still holds keeps the program so long: a call to a WeChat
 * gateway that never answers would do so for ever.
 */
const LONGEST_HELD = seconds(1);
/**
 * `npm start` passes Ctrl-C on to a program that has it from the terminal already: a second signal
 * so soon is the same one, and not somebody who has lost patience.
 */
const SAME_SIGNAL_MS = 500;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The part of `process` that matters here; a test has its own. */
export interface Signalled {
  on(signal: (typeof SIGNALS)[number], then: () => void): unknown;
  off(signal: (typeof SIGNALS)[number], then: () => void): unknown;
  exit(code: number): void;
}

export interface StopSignal {
  /** Resolves when the program is asked to stop. */
  readonly asked: Promise<void>;
  /** Listens no more: signals do again what they do by themselves. */
  release(): void;
}

/** Runs `work`, which must come to its end soon after `stop` has resolved. */
export async function untilStopped(work: (stop: Promise<void>) => Promise<void>): Promise<void> {
  const { asked: signalled, release } = stopSignal();
  const launcher = await launcherOfNpx();
  const asked = launcher ? Promise.race([signalled, launcher.gone]) : signalled;
  let deadline: Timer | undefined;
  void asked.then(() => {
    deadline = realTimers.after(LONGEST_CLOSE, () => process.exit(EXIT.failed));
  });
  try {
    await work(asked);
  } finally {
    launcher?.stop();
    deadline?.cancel();
    // Once asked, the process is about to end; the same signal again must not change how.
    if (deadline === undefined) release();
    else exitAfter(LONGEST_HELD);
  }
}

/** Loaded late: signals must be heard before. */
async function launcherOfNpx(): Promise<LauncherWatch | undefined> {
  const { isRunByNpx } = await import('../config.ts');
  if (!isRunByNpx()) return undefined;
  const { watchLauncher } = await import('./launcher.ts');
  return watchLauncher(process, realTimers);
}

/** Listens for the signals that ask a program to stop. */
export function stopSignal(
  program: Signalled = process,
  now: () => number = () => performance.now(),
): StopSignal {
  let stop: () => void = () => undefined;
  let first: number | undefined;
  const take = (): void => {
    if (first === undefined) {
      first = now();
      stop();
    } else if (now() - first > SAME_SIGNAL_MS) {
      program.exit(EXIT.failed);
    }
  };
  for (const signal of SIGNALS) program.on(signal, take);
  return {
    asked: new Promise((resolve) => {
      stop = resolve;
    }),
    release: () => {
      for (const signal of SIGNALS) program.off(signal, take);
    },
  };
}
