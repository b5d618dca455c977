/**
 * The program: the bot on whatever is configured, until a signal. With a terminal and no platform
 * it is a group to try the bot in; without a terminal it is a service.
 */
import { days, hours } from '#kit';
import { type App, openApp } from './app.ts';
import { watchBooks } from './books/watch.ts';
import { commonOptions } from './cli/common-options.ts';
import type { Config } from './config.ts';
import { freshSeed, realClock, realTimers } from './host.ts';
import { openLog } from './log.ts';
import type { Log } from './runtime/log.ts';
import { type Backups, backupFolder, keepBackups } from './upkeep/backups.ts';

/**
 * @param stop resolves when somebody asks the program to stop
 * @throws Fault when the database is refused
 */
export function start(config: Config, stop: Promise<void>): Promise<void> {
  return process.stdin.isTTY && process.stdout.isTTY ? play(config, stop) : serve(config, stop);
}

async function play(config: Config, stop: Promise<void>): Promise<void> {
  const { runTerminal } = await import('./cli/terminal/terminal.ts');
  const { default: colours } = await import('picocolors');
  await runTerminal({
    config,
    input: process.stdin,
    output: process.stdout,
    isTerminal: true,
    isColoured: colours.isColorSupported,
    clock: realClock,
    stop,
    // Where standard error is the same screen, complaints belong among the talk.
    log: process.stderr.isTTY ? undefined : (await openLog(config.logLevel))('terminal'),
    beside: (app, log) => watchOver({ config, app, logOf: () => log }),
  });
}

async function serve(config: Config, stop: Promise<void>): Promise<void> {
  const openPart = await openLog(config.logLevel);
  const log = openPart('main');
  const app = await openApp({
    ...commonOptions(config),
    bots: [],
    clock: realClock,
    log: openPart('app'),
    seed: freshSeed(),
  });
  const watch = watchOver({ config, app, logOf: openPart });
  // Nothing else keeps the process alive while no platform is connected and nothing is due.
  const awake = realTimers.after(days(36_500), () => undefined);
  log.info(
    { database: config.file, platforms: [] },
    'running, but no platform is connected yet; start it in a terminal to try the bot',
  );
  await stop;
  log.info({}, 'stopping');
  awake.cancel();
  await watch.stop();
  await app.close();
}

interface Watched {
  readonly config: Config;
  readonly app: App;
  readonly logOf: (part: string) => Log;
}

/** What goes on beside every running bot, on platforms or at a terminal. */
function watchOver({ config, app, logOf }: Watched): { stop(): Promise<void> } {
  const backups = backUp(config, logOf('backups'));
  const books = watchBooks({
    file: config.file,
    timers: realTimers,
    log: logOf('books'),
    onChecked: (mismatches) => app.reviewBooks(mismatches),
  });
  return {
    async stop() {
      await Promise.all([backups?.stop(), books.stop()]);
    },
  };
}

function backUp({ file, backupHours }: Config, log: Log): Backups | undefined {
  if (backupHours === 0) return undefined;
  return keepBackups({
    file,
    folder: backupFolder(file),
    every: hours(backupHours),
    clock: realClock,
    timers: realTimers,
    log,
  });
}
