/** Opens an app around the sandbox for `qunli sandbox` and runs the given lines through it. */

import { actionLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { type App, openApp } from '../app.ts';
import type { Config } from '../config.ts';
import { fetching } from '../fetching.ts';
import { openLog } from '../log.ts';
import { SetClock } from '../runtime/set-clock.ts';
import { commonOptions } from './common-options.ts';
import { counted } from './counted.ts';
import { eventLines, sizeOfSource } from './event-lines.ts';
import { storyIn } from './first-moment.ts';
import { LineWriter } from './line-writer.ts';
import { runLines, type SandboxStats } from './sandbox.ts';
import { type Housed, sandboxWarning } from './sandbox-warning.ts';
import { EXIT, Stop } from './stop.ts';

export interface SandboxOptions {
  readonly config: Config;
  /** JSON Lines; standard input when absent. */
  readonly file: string | undefined;
  readonly seed: string;
  /** `KEY=VALUE`, as typed. */
  readonly set: readonly string[];
  readonly isQuiet: boolean;
  readonly wantsStats: boolean;
  /** Resolves when somebody asks the program to stop. */
  readonly asked?: Promise<void>;
}

/**
 * @throws Stop for what was typed wrongly or cannot be written, Fault when the database is refused
 */
export async function sandboxCommand(options: SandboxOptions): Promise<void> {
  const { config, file, isQuiet } = options;
  sizeOfSource(file);
  const out = new LineWriter(process.stdout);
  const stop = Promise.race([out.broken, options.asked ?? out.broken]);
  // What is said before the first event (an alarm about the books) is dated by it, too.
  const story = await storyIn(eventLines({ file, standardInput: process.stdin, stop }));
  const clock = new SetClock(story.begins);
  const bot = sandboxBot(async (delivery) => {
    if (!isQuiet) await out.write(actionLine(delivery));
  }, fetching);
  const app = await openApp({
    ...commonOptions(config, options.set),
    bots: [bot],
    clock,
    log: (await openLog(config.logLevel, config.secrets))('sandbox'),
    seed: options.seed,
  });
  let stats: SandboxStats;
  try {
    await warn(app, { file: config.file, platform: bot.platform });
    const started = performance.now();
    stats = await runLines(
      { app, bot, clock, complain: (line) => out.write(line), isStopped: flagOf(stop) },
      story.lines,
    );
    const seconds = (performance.now() - started) / 1_000;
    if (options.wantsStats) await out.write(statsLine(stats, seconds));
  } finally {
    await app.close();
  }
  await out.end();
  reportUnread(stats);
}

/** Before the first event, while there is still time to stop. */
async function warn({ store }: App, housed: Omit<Housed, 'connection'>): Promise<void> {
  const warning = await store.transact(async ({ core: { connection } }) =>
    sandboxWarning({ ...housed, connection }),
  );
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
}

/** What is said among the actions is easily overlooked. @throws Stop when no line was an event */
function reportUnread({ events, errors, firstError }: SandboxStats): void {
  if (firstError === undefined) return;
  const { line, why } = firstError;
  if (events === 0) {
    throw new Stop(EXIT.failed, `no line can be read as a sandbox event; line ${line}: ${why}`);
  }
  const unread = counted(errors, 'line');
  process.stderr.write(`${unread} could not be read; the first is line ${line}: ${why}\n`);
}

function flagOf(stop: Promise<void>): () => boolean {
  let isStopped = false;
  void stop.then(() => {
    isStopped = true;
  });
  return () => isStopped;
}

function statsLine({ lines, events, errors }: SandboxStats, seconds: number): string {
  const perSecond = Math.round(events / Math.max(seconds, 0.001));
  return (
    `${lines} ${lines === 1 ? 'line' : 'lines'}, ${events} ${events === 1 ? 'event' : 'events'}, ` +
    `${errors} ${errors === 1 ? 'error' : 'errors'}, ` +
    `${seconds.toFixed(2)} s, ${perSecond} events/s`
  );
}
