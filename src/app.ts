/** The running bot: opens its database, starts the parts, and closes them in reverse order. */
import { type Bot, type Health, type Incoming, type Span, seconds, type Timer } from '#kit';
import type { AppOptions } from './app-options.ts';
import { assemble, type Parts } from './assemble.ts';
import { Registry } from './runtime/registry.ts';
import { followClock } from './runtime/settings/calendar-change.ts';
import type { Settings } from './runtime/settings/settings.ts';
import { coreText } from './runtime/texts/index.ts';
import type { Mismatch } from './store/ledger-check.ts';
import { type Database, startDatabase } from './store/start.ts';
import type { Store } from './store/store.ts';

export type { AppOptions } from './app-options.ts';

export interface App {
  readonly store: Store;
  readonly settings: Settings;
  /** Pauses spending when the books are wrong, and lets it go on when they are right again. */
  reviewBooks(mismatches: readonly Mismatch[]): Promise<void>;
  /** Connects all bot accounts, and keeps them connected until the app is closed. */
  connect(): void;
  /** How each bot account is connected. */
  health(): readonly Health[];
  /** Resolves when the event is committed. */
  receive(bot: Bot, event: Incoming): Promise<void>;
  /** Does what is due by the clock. */
  tick(): Promise<void>;
  /** Resolves when everything that came in is done and said. */
  settle(): Promise<void>;
  /** Finishes what is begun and closes the files. */
  close(): Promise<void>;
}

/** Opens the database and starts the runtime. @throws Fault when the database is refused */
export async function openApp(options: AppOptions): Promise<App> {
  const { clock, features } = options;
  const registry = new Registry(features);
  const database = startDatabase({
    file: options.file,
    features: features.map(({ name, schema = [] }) => ({ owner: name, steps: schema })),
    now: clock.now(),
    pid: options.pid,
    founding: { language: options.language, zone: options.zone },
  });
  const parts = assemble(options, registry, database);
  try {
    await begin(options, parts, database);
  } catch (error) {
    release(parts, database);
    throw error;
  }
  return {
    store: parts.store,
    settings: parts.settings,
    reviewBooks: (mismatches) => reviewBooks(options, parts, mismatches),
    connect: () => {
      parts.presence.start();
      parts.links.start();
    },
    health: () => parts.links.health,
    receive: (bot, event) => parts.pipeline.receive(bot, event),
    tick: () => parts.pipeline.tick(),
    settle: () => settle(parts),
    close: async () => {
      try {
        await letGo(options, parts);
        await parts.presence.stop();
        await inTime(options, { most: LAST_ANSWERS, work: settle(parts) });
        await parts.store.idle();
      } finally {
        release(parts, database);
      }
    },
  };
}

/** Lets go of timers and files, so that the process can end, whatever went wrong before. */
function release({ pipeline, scheduler, outbox }: Parts, database: Database): void {
  pipeline.stop();
  scheduler.stop();
  outbox.stop();
  database.close();
}

async function begin(options: AppOptions, parts: Parts, database: Database): Promise<void> {
  const now = options.clock.now();
  await reviewBooks(options, parts, database.mismatches);
  await parts.store.write(now, async (_, core) => {
    parts.serving.adopt(options.bots);
    parts.guard.recover(core, now);
  });
  const started = { everywhere: options.everywhere, now };
  await parts.store.write(now, (tx, core) => followClock(parts.houseParts, started, { tx, core }));
  await parts.outbox.recover();
  await parts.presence.remember(options.bots.map(({ account }) => account));
  await parts.store.transact((unit) => parts.scheduler.plant(unit, now));
  await parts.pipeline.tick();
}

async function reviewBooks(
  { clock, log }: AppOptions,
  { store, alarm }: Parts,
  mismatches: readonly Mismatch[],
): Promise<void> {
  await store.freeze(mismatches, clock.now());
  for (const { why } of mismatches) log.error({ why }, 'the books are wrong: spending is paused');
  const [worst] = mismatches;
  if (!worst) return;
  const { why } = worst;
  await alarm.raise('books', (language) => coreText(language)('booksWrong', { why }));
}

/**
 * What hangs longer is left: after the next start nobody knows how it ended, and it says so. Both
 * together are less than a program has that is asked to stop.
 */
const UNDER_WAY = seconds(5);
const LAST_ANSWERS = seconds(3);

/** Resolves when the work is done or it is too late; by a set clock nothing is ever late. */
async function inTime(
  { clock, timers }: AppOptions,
  { most, work }: { readonly most: Span; readonly work: Promise<void> },
): Promise<void> {
  if (clock.isSet) return work;
  let timer: Timer | undefined;
  const late = new Promise<void>((go) => {
    timer = timers.after(most, go);
  });
  await Promise.race([work, late]).finally(() => timer?.cancel());
}

/**
 * Closes the lines when the platforms have been heard out: whatever they have not answered would be
 * in doubt. Then answers may leave that need no line; what nobody has asked for stays.
 */
async function letGo(options: AppOptions, { links, outbox }: Parts): Promise<void> {
  outbox.allow('nothing');
  try {
    if (outbox.isAwaiting) await inTime(options, { most: UNDER_WAY, work: outbox.heardOut() });
  } catch (error) {
    options.log.error({ error }, 'it is not stored how the last sends ended');
  }
  await links.stop();
  outbox.allow('answers');
}

async function settle({ pipeline, jobs }: Parts): Promise<void> {
  await pipeline.settle();
  await jobs.idle();
  await pipeline.settle();
}
