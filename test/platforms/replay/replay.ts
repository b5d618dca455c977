/**
 * Plays the log on a platform: a whole app with all features and a database of its own, the real
 * adapter, real sockets. The clock is moved by hand to the end of what is sent, so that words of
 * 2004 are today's, and the timers are real. Frames come in stretches, each as fast as the line
 * takes them; between two the bot finishes what it has to say.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#kit';
import { features } from '../../../commands/index.ts';
import type { App } from '../../../src/app.ts';
import { realTimers } from '../../../src/host.ts';
import { accountIn } from '../../../src/last-heard.ts';
import { openTestApp } from '../../app.ts';
import { faults, readColumn } from '../../kill/evidence.ts';
import { until } from '../hurried-time.ts';
import { type Figures, figuresIn } from './figures.ts';
import { MovedClock } from './moved-clock.ts';
import { type Happened, secondsOf, stretches } from './real-log.ts';
import type { OpenStage, Stage } from './stage.ts';
import { WatchedBot, watched } from './watched.ts';

/** Frames that are on the line at once. */
const MOST_AT_ONCE = 500;
/** Longest wait for a stretch to come in, in real time. */
const PATIENCE_MS = 60_000;

export interface Replayed extends Figures {
  /** Warnings and errors, whatever is wrong with the file, events that could not be stored. */
  readonly complaints: readonly unknown[];
  readonly dropped: Readonly<Record<string, number>>;
  readonly connections: number;
  /** Events by kind, as the adapter handed them in. */
  readonly handedIn: Readonly<Record<string, number>>;
  /** Numbers of the messages whose commands were carried out, in the order of the log. */
  readonly carriedOut: readonly number[];
  /** Numbers of the messages that were answered; undefined where a platform does not quote. */
  readonly answered: readonly (number | undefined)[];
  /** How the sendings ended. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Events that came in and were stored, by real time. */
  readonly eventsPerSecond: number;
  /** How many times faster than in life, without the silences of the log. */
  readonly speed: number;
}

export async function replay(log: readonly Happened[], openStage: OpenStage): Promise<Replayed> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-replay-'));
  const complaints: unknown[] = [];
  const note = (...said: readonly unknown[]) => complaints.push(said);
  const clock = new MovedClock(log[0]?.second ?? 0);
  const stage = await openStage({
    clock,
    timers: realTimers,
    random: seededRandom('replay', 'bot'),
    ...accountIn({
      log: { info: () => undefined, warn: note, error: note },
      folder: join(folder, 'account'),
    }),
  });
  const bot = new WatchedBot(stage.bot);
  const people = new Map(log.map(({ who }) => [stage.accountOf(who), who]));
  const carriedOut = new Set<number>();
  const file = join(folder, 'qunli.db');
  const app = await openTestApp({
    file,
    features: watched(features, (message) => carriedOut.add(Number(message))),
    bots: [bot],
    clock,
    logged: complaints,
  });
  try {
    const seconds = await playAll(log, { app, bot, clock, file, stage });
    const [health] = app.health();
    await app.close();
    if (bot.refused > 0) complaints.push(`${bot.refused} events could not be stored`);
    complaints.push(...faults(file));
    return {
      complaints,
      dropped: health?.dropped ?? {},
      connections: health?.generation ?? 0,
      handedIn: Object.fromEntries(stage.tells.map((type) => [type, bot.handedIn(type)])),
      ...figuresIn(file, people),
      carriedOut: [...carriedOut].sort((a, b) => a - b),
      answered: answeredBy(bot),
      outcomes: outcomesOf(bot),
      eventsPerSecond: log.filter(({ type }) => stage.tells.includes(type)).length / seconds,
      speed: secondsOf(log) / seconds,
    };
  } finally {
    await app.close().catch(() => undefined);
    await stage.close();
    rmSync(folder, { recursive: true });
  }
}

interface Playing {
  readonly app: App;
  readonly bot: WatchedBot;
  readonly clock: MovedClock;
  readonly file: string;
  readonly stage: Stage;
}

/** @returns how many real seconds it took from the first frame until all was stored and said */
async function playAll(log: readonly Happened[], playing: Playing): Promise<number> {
  const { app, bot, clock, stage } = playing;
  app.connect();
  await until('the link is live', () => app.health()[0]?.state === 'live');
  const counts = new Map(stage.tells.map((type) => [type, 0]));
  const begun = performance.now();
  for (const stretch of stretches(log, MOST_AT_ONCE)) {
    clock.moveTo(stretch.at(-1)?.second ?? 0);
    await stage.play(stretch);
    for (const { type } of stretch) {
      const count = counts.get(type);
      if (count !== undefined) counts.set(type, count + 1);
    }
    const missing = () => [...counts].filter(([type, count]) => bot.handedIn(type) < count);
    const what = () => `all is handed in; of ${JSON.stringify(missing())} there is less`;
    await until(what, () => missing().length === 0, PATIENCE_MS);
    await app.settle();
    await sayAll(playing);
  }
  return (performance.now() - begun) / 1_000;
}

/** The platform's pace is kept, in seconds of the clock that is moved. */
async function sayAll({ app, clock, file }: Playing): Promise<void> {
  const waiting = `select count(*) from outbox where state in ('planned', 'sending')`;
  while (readColumn(file, waiting)[0] !== '0') {
    clock.moveTo(clock.now() / 1_000 + 1);
    await app.tick();
    await app.settle();
  }
}

function answeredBy({ sent }: WatchedBot): readonly (number | undefined)[] {
  return sent.flatMap(({ delivery: { action } }) => {
    if (action.do !== 'say') return [];
    return [action.replyTo === undefined ? undefined : Number(action.replyTo)];
  });
}

function outcomesOf({ sent }: WatchedBot): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { outcome } of sent) counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
  return counts;
}
