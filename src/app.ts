/** The composition root: the only file that knows every part. */
import type { Bot, Clock, Feature, FileRoom, Incoming, Language, Zone } from '#kit';
import { CORE_EXPORTS } from './insight/catalogue.ts';
import { Alarm } from './runtime/alarm.ts';
import { Contexts } from './runtime/contexts.ts';
import { Cooldowns } from './runtime/cooldowns.ts';
import { Dialogues } from './runtime/dialogue.ts';
import { FloodWatch } from './runtime/flood.ts';
import { Hearing } from './runtime/hearing.ts';
import { OccasionHouse } from './runtime/house.ts';
import { Jobs } from './runtime/jobs.ts';
import type { Log } from './runtime/log.ts';
import { Outbox } from './runtime/outbox.ts';
import { personalDataOf } from './runtime/personal.ts';
import { Pipeline } from './runtime/pipeline.ts';
import { Registry } from './runtime/registry.ts';
import { Scheduler } from './runtime/scheduler.ts';
import { Settings, type Values } from './runtime/settings.ts';
import { coreText } from './runtime/texts/index.ts';
import type { Timers } from './runtime/timers.ts';
import { upkeep } from './runtime/upkeep.ts';
import type { Mismatch } from './store/ledger-check.ts';
import { type Database, startDatabase } from './store/start.ts';
import { Store } from './store/store.ts';

export interface AppOptions {
  /** The database file. */
  readonly file: string;
  readonly features: readonly Feature[];
  readonly bots: readonly Bot[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly files: FileRoom;
  /** Chance of the whole program; the same seed and events give the same draws. */
  readonly seed: string;
  /** Settings that the operator made for every community. */
  readonly everywhere: Values;
  readonly language: Language;
  readonly zone: Zone;
  readonly pid: number;
}

export interface App {
  readonly store: Store;
  readonly settings: Settings;
  /** Pauses spending when the books are wrong, and lets it go on when they are right again. */
  reviewBooks(mismatches: readonly Mismatch[]): Promise<void>;
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
    receive: (bot, event) => parts.pipeline.receive(bot, event),
    tick: () => parts.pipeline.tick(),
    settle: () => settle(parts),
    close: async () => {
      try {
        await settle(parts);
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

type Parts = ReturnType<typeof assemble>;

function assemble(options: AppOptions, registry: Registry, database: Database) {
  const { clock, timers, log } = options;
  const { writer } = database;
  const settings = new Settings(writer, options.features, options.everywhere);
  const dialogues = new Dialogues(writer);
  const store = new Store({
    writer,
    reader: database.reader,
    communityOf: (id) => settings.community(id),
  });
  const houseParts = { registry, settings, contexts: () => contexts, coreExports: CORE_EXPORTS };
  const contexts: Contexts = new Contexts({
    settings,
    dialogues,
    seed: options.seed,
    onLater: (at) => scheduler.note(at),
    onJob: () => jobs.note(),
    houseOf: (occasion, step) => new OccasionHouse(houseParts, occasion, step),
  });
  const bots = new Map(options.bots.map((bot) => [bot.platform, bot]));
  const wake = (): void => pipeline.wake();
  const outbox = new Outbox({ store, bots, clock, timers, log, wake });
  const scheduler: Scheduler = new Scheduler({
    registry,
    settings,
    contexts,
    chores: upkeep(options.zone),
    clock,
    timers,
    log,
  });
  const jobs = new Jobs({
    store,
    registry,
    settings,
    contexts,
    personalData: (member) => personalDataOf(registry, store.reader, member),
    files: options.files,
    clock,
    log,
    followUp: () => pipeline.followUp(),
  });
  const engine = {
    registry,
    hearing: new Hearing(registry),
    settings,
    contexts,
    dialogues,
    cooldowns: new Cooldowns(),
    flood: new FloodWatch(),
    language: options.language,
  };
  const alarm = new Alarm({ bots, reader: store.reader, clock, log, language: options.language });
  const pipeline: Pipeline = new Pipeline({
    engine,
    store,
    outbox,
    scheduler,
    jobs,
    alarm,
    clock,
    timers,
    log,
  });
  for (const memory of [settings, dialogues, scheduler, engine.cooldowns]) {
    store.onRollback(() => memory.forget());
  }
  return { store, settings, outbox, scheduler, jobs, alarm, pipeline };
}

async function begin(options: AppOptions, parts: Parts, database: Database): Promise<void> {
  const now = options.clock.now();
  await reviewBooks(options, parts, database.mismatches);
  await parts.outbox.recover();
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

async function settle({ pipeline, jobs }: Parts): Promise<void> {
  await pipeline.settle();
  await jobs.idle();
  await pipeline.settle();
}
