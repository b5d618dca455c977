/** Opens an app around the sandbox for `qunli sandbox` and runs the given lines through it. */

import { dirname, join } from 'node:path';
import { actionLine, sandboxBot } from '../../bots/sandbox/index.ts';
import { features } from '../../commands/index.ts';
import { openApp } from '../app.ts';
import type { Config } from '../config.ts';
import { fileRoom } from '../files.ts';
import { realTimers } from '../host.ts';
import { openLog } from '../log.ts';
import { SetClock } from '../runtime/set-clock.ts';
import { everywhere } from './everywhere.ts';
import { LineWriter } from './line-writer.ts';
import { linesOf, runLines } from './sandbox.ts';

export interface SandboxOptions {
  readonly config: Config;
  /** JSON Lines; standard input when absent. */
  readonly file: string | undefined;
  readonly seed: string;
  /** `KEY=VALUE`, as typed. */
  readonly set: readonly string[];
  readonly isQuiet: boolean;
  readonly wantsStats: boolean;
}

export async function sandboxCommand(options: SandboxOptions): Promise<void> {
  const { config, isQuiet } = options;
  const out = new LineWriter(process.stdout);
  const clock = new SetClock();
  const bot = sandboxBot(async (delivery) => {
    if (!isQuiet) await out.write(actionLine(delivery));
  });
  const app = await openApp({
    file: config.file,
    features,
    bots: [bot],
    clock,
    timers: realTimers,
    log: openLog(config.logLevel)('sandbox'),
    files: fileRoom(join(dirname(config.file), 'exports'), async () => undefined),
    seed: options.seed,
    everywhere: everywhere(features, options.set, config),
    language: config.language,
    zone: config.zone,
    pid: process.pid,
  });
  try {
    const started = performance.now();
    const run = { app, bot, clock, complain: (line: string) => out.write(line) };
    const stats = await runLines(run, linesOf(options.file, process.stdin));
    const seconds = (performance.now() - started) / 1_000;
    if (options.wantsStats) await out.write(statsLine(stats, seconds));
  } finally {
    await app.close();
  }
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
