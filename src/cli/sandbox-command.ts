/** Opens an app around the sandbox for `qunli sandbox` and runs the given lines through it. */

import { actionLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { openApp } from '../app.ts';
import type { Config } from '../config.ts';
import { openLog } from '../log.ts';
import { SetClock } from '../runtime/set-clock.ts';
import { commonOptions } from './common-options.ts';
import { LineWriter } from './line-writer.ts';
import { linesOf, sizeOfFile } from './lines-of.ts';
import { runLines } from './sandbox.ts';

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
  if (file !== undefined) sizeOfFile(file);
  const out = new LineWriter(process.stdout);
  const stop = Promise.race([out.broken, options.asked ?? out.broken]);
  const clock = new SetClock();
  const bot = sandboxBot(async (delivery) => {
    if (!isQuiet) await out.write(actionLine(delivery));
  });
  const app = await openApp({
    ...commonOptions(config, options.set),
    bots: [bot],
    clock,
    log: (await openLog(config.logLevel, config.secrets))('sandbox'),
    seed: options.seed,
  });
  try {
    const started = performance.now();
    const stats = await runLines(
      { app, bot, clock, complain: (line) => out.write(line), isStopped: flagOf(stop) },
      linesOf({ file, standardInput: process.stdin, stop }),
    );
    const seconds = (performance.now() - started) / 1_000;
    if (options.wantsStats) await out.write(statsLine(stats, seconds));
  } finally {
    await app.close();
  }
  await out.end();
}

function flagOf(stop: Promise<void>): () => boolean {
  let isStopped = false;
  void stop.then(() => {
    isStopped = true;
  });
  return () => isStopped;
}

function statsLine(
  stats: { lines: number; events: number; errors: number },
  seconds: number,
): string {
  const perSecond = Math.round(stats.events / Math.max(seconds, 0.001));
  return (
    `${stats.lines} lines, ${stats.events} events, ${stats.errors} errors, ` +
    `${seconds.toFixed(2)} s, ${perSecond} events/s`
  );
}
