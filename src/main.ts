/**
 * The program: the bot on whatever is configured, until a signal. With a terminal and no platform
 * it is a group to try the bot in; without a terminal it is a service.
 */
import { days, QUICKNET } from '#kit';
import { openApp } from './app.ts';
import { commonOptions } from './cli/common-options.ts';
import { createBots } from './cli/create-bots.ts';
import type { RunningScreen } from './cli/running/screen.ts';
import { EXIT, Stop } from './cli/stop.ts';
import { type Config, isDumbTerminal, systemLanguage } from './config.ts';
import { freshSeed, realClock, realTimers } from './host.ts';
import { openLog } from './log.ts';
import { hiding } from './secrets.ts';
import { watchOver } from './watch-over.ts';

export interface StartOptions {
  readonly config: Config;
  /** Opens the group to try the bot in although accounts are configured. */
  readonly isTrial: boolean;
  /** Resolves when somebody asks the program to stop. */
  readonly stop: Promise<void>;
}

/**
 * Runs on the accounts that are configured; with none, a terminal becomes a group to try it in.
 * @throws Fault when the database is refused
 * @throws Stop when it is to be tried where there is no terminal
 */
export function start({ config, isTrial, stop }: StartOptions): Promise<void> {
  const isAtTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (isTrial && !isAtTerminal) {
    throw new Stop(EXIT.wrongUse, '--try opens a group in a terminal, and there is none here');
  }
  if (isTrial || (config.accounts.length === 0 && isAtTerminal)) return play(config, stop);
  return serve(config, stop);
}

async function play(config: Config, stop: Promise<void>): Promise<void> {
  const { runTerminal } = await import('./cli/terminal/terminal.ts');
  const { isColoured } = await import('./cli/colours.ts');
  await runTerminal({
    config,
    input: process.stdin,
    output: process.stdout,
    isTerminal: true,
    isColoured: isColoured(process.stdout),
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
  const screen = config.accounts.length > 0 ? await screenFor(config) : undefined;
  // Where standard error goes elsewhere, whoever reads it wants all of it, as for a service.
  const openPart =
    screen && process.stderr.isTTY ? screen.logOf : await openLog(config.logLevel, config.secrets);
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
  screen?.watch(() => app.health());
  await stop;
  log.info({}, 'stopping');
  screen?.stopping();
  awake.cancel();
  await watch.stop();
  await app.close();
  screen?.stopped();
}

/** People see a few calm lines; where nobody looks, there is nothing to draw. */
async function screenFor(config: Config): Promise<RunningScreen | undefined> {
  if (!process.stdout.isTTY || isDumbTerminal()) return undefined;
  const { RunningScreen: Screen } = await import('./cli/running/screen.ts');
  const { runningText } = await import('./cli/running/texts/index.ts');
  const { default: colours } = await import('picocolors');
  return new Screen({
    ...REAL,
    output: process.stdout,
    config,
    text: runningText(systemLanguage() ?? config.language),
    colours,
    hide: hiding(config.secrets),
  });
}

const REAL = { clock: realClock, timers: realTimers };

const ALONE =
  'running, but no platform is connected yet; «npx qunli connect» does that, a terminal lets you try the bot; ' +
  'standard input is not read here (events: «npx qunli sandbox»)';
