/**
 * The program: the bot on whatever is configured, until a signal. With a terminal and no platform
 * it is a group to try the bot in; without a terminal it is a service.
 */
import { days, QUICKNET } from '#kit';
import { openApp } from './app.ts';
import { commonOptions } from './cli/common-options.ts';
import { createBots } from './cli/create-bots.ts';
import type { Config } from './config.ts';
import { freshSeed, realClock, realTimers } from './host.ts';
import { openLog } from './log.ts';
import { watchOver } from './watch-over.ts';

/**
 * Runs on the accounts that are configured; with none, a terminal becomes a group to try it in.
 * @param stop resolves when somebody asks the program to stop
 * @throws Fault when the database is refused
 */
export function start(config: Config, stop: Promise<void>): Promise<void> {
  const isTrial = config.accounts.length === 0 && process.stdin.isTTY && process.stdout.isTTY;
  return isTrial ? play(config, stop) : serve(config, stop);
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
    log: process.stderr.isTTY
      ? undefined
      : (await openLog(config.logLevel, config.secrets))('terminal'),
    beside: (app, log) => watchOver({ ...REAL, config, app, logOf: () => log }),
  });
}

async function serve(config: Config, stop: Promise<void>): Promise<void> {
  const openPart = await openLog(config.logLevel, config.secrets);
  const log = openPart('main');
  const seed = freshSeed();
  const app = await openApp({
    ...commonOptions(config),
    bots: await createBots(config, { seed, logOf: openPart }),
    clock: realClock,
    log: openPart('app'),
    seed,
    // Draws of chance tell something of their seed; codes must not be guessed from them.
    secret: freshSeed(),
    beacon: { chain: QUICKNET, mirrors: config.drandMirrors },
  });
  app.connect();
  const watch = watchOver({ ...REAL, config, app, logOf: openPart });
  // Nothing else keeps the process alive while no platform is connected and nothing is due.
  const awake = realTimers.after(days(36_500), () => undefined);
  const accounts = config.accounts.map(({ account }) => account);
  log.info({ database: config.file, accounts }, accounts.length > 0 ? 'running' : ALONE);
  await stop;
  log.info({}, 'stopping');
  awake.cancel();
  await watch.stop();
  await app.close();
}

const REAL = { clock: realClock, timers: realTimers };

const ALONE =
  'running, but no platform is connected yet; «npx qunli connect» does that, a terminal lets you try the bot; ' +
  'standard input is not read here (events: «npx qunli sandbox»)';
