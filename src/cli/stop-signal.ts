/**
 * How a program that runs on and on is told to stop: SIGINT or SIGTERM. The first asks it to finish
 * what is begun, for which it has ten seconds; a second one ends it at once.
 */
import { seconds } from '#kit';
import { realTimers } from '../host.ts';
import type { Timer } from '../runtime/timers.ts';
import { EXIT } from './stop.ts';

/** By contract; whoever supervises the process kills it not much later. */
const LONGEST_CLOSE = seconds(10);
/**
 * `npm start` passes Ctrl-C on to a program that has it from the terminal already: a second signal
 * so soon is the same one, and not somebody who has lost patience.
 */
const SAME_SIGNAL_MS = 500;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The part of `process` that matters here; a test has its own. */
export interface Signalled {
  on(signal: (typeof SIGNALS)[number], then: () => void): unknown;
  exit(code: number): void;
}

/** Runs `work`, which must come to its end soon after `stop` has resolved. */
export async function untilStopped(work: (stop: Promise<void>) => Promise<void>): Promise<void> {
  const stop = stopSignal();
  let deadline: Timer | undefined;
  void stop.then(() => {
    deadline = realTimers.after(LONGEST_CLOSE, () => process.exit(EXIT.failed));
  });
  try {
    await work(stop);
  } finally {
    deadline?.cancel();
  }
}

/** Resolves when the program is asked to stop. Listens from now on, for good. */
export function stopSignal(
  program: Signalled = process,
  now: () => number = () => performance.now(),
): Promise<void> {
  return new Promise((stop) => {
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
  });
}
