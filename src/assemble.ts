/** The composition root: the only file that knows every part, and puts them together. */
import {
  type Bot,
  type Clock,
  type Feature,
  type FileRoom,
  type Language,
  type Log,
  seconds,
  type Timers,
  type Zone,
} from '#kit';
import { type BeaconSource, fairDraws } from './fair-draw/draws.ts';
import { CORE_EXPORTS } from './insight/catalogue.ts';
import { Alarm } from './runtime/alarm.ts';
import { BotAccounts } from './runtime/bot-accounts.ts';
import { Contexts } from './runtime/contexts.ts';
import { Cooldowns } from './runtime/cooldowns.ts';
import { Dialogues } from './runtime/dialogue.ts';
import { EarlyTicks } from './runtime/early-ticks.ts';
import type { Engine } from './runtime/engine.ts';
import { Estranged, type EstrangedParts } from './runtime/estranged.ts';
import { FloodWatch } from './runtime/flood.ts';
import { tellGap } from './runtime/gaps.ts';
import { GroupQuestions } from './runtime/group-questions.ts';
import { Hearing } from './runtime/hearing.ts';
import { OccasionHouse } from './runtime/house.ts';
import type { HouseParts } from './runtime/house-figures.ts';
import { type JobParts, Jobs } from './runtime/jobs.ts';
import { LinkNews } from './runtime/link-news.ts';
import { Links } from './runtime/links.ts';
import { LookAlikes } from './runtime/look-alikes.ts';
import { makeGoodItems } from './runtime/make-good.ts';
import { Outbox, type OutboxParts } from './runtime/outbox.ts';
import { OwnerLetters } from './runtime/owner-letters.ts';
import { personalDataOf } from './runtime/personal.ts';
import { Pipeline } from './runtime/pipeline.ts';
import { Presence, type PresenceParts } from './runtime/presence.ts';
import { RecentFiles } from './runtime/recent-files.ts';
import type { Registry } from './runtime/registry.ts';
import { Scheduler } from './runtime/scheduler.ts';
import { Serving } from './runtime/serving.ts';
import { Settings, type Values } from './runtime/settings.ts';
import { notesIn, substitutesIn } from './runtime/texts/index.ts';
import { upkeep } from './runtime/upkeep.ts';
import type { Statements } from './store/sqlite.ts';
import type { Database } from './store/start.ts';
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
  /** Public numbers for lotteries; without them a draw is commit and reveal only. */
  readonly beacon?: BeaconSource | undefined;
  /** Chance of the whole program; the same seed and events give the same draws. */
  readonly seed: string;
  /** Key of what must be unguessable; the seed unless given, as where everything is pretended. */
  readonly secret?: string;
  /** Settings that the operator made for every community. */
  readonly everywhere: Values;
  /** Language of new communities, and of what is said to nobody's. */
  readonly language: Language;
  /** Time zone of new communities. */
  readonly zone: Zone;
  readonly pid: number;
}

/** All that the app consists of. */
export type Parts = ReturnType<typeof assemble>;

/** Makes every part and ties them together; nothing runs yet. */
export function assemble(options: AppOptions, registry: Registry, database: Database) {
  const { clock, timers, log, language, zone } = options;
  const host = { clock, timers, log };
  const { writer, reader } = database;
  const bots = new BotAccounts(options.bots);
  const settings = new Settings(writer, options.features, options.everywhere);
  const dialogues = new Dialogues(writer);
  const questions = new GroupQuestions(writer, registry.fold);
  const communityOf = settings.community.bind(settings);
  const store = new Store({ writer, reader, communityOf, founding: { language, zone } });
  const health = () => links.health;
  const houseParts: HouseParts = {
    registry,
    settings,
    contexts: () => contexts,
    coreExports: CORE_EXPORTS,
    health,
    patienceOf: (account) => bots.of(account)?.can.patience ?? seconds(0),
  };
  const contexts: Contexts = new Contexts({
    settings,
    dialogues,
    questions,
    seed: options.seed,
    secret: options.secret ?? options.seed,
    canOf: (platform) => bots.on(platform)[0]?.can,
    onLater: (at) => scheduler.note(at),
    onJob: () => jobs.note(),
    houseOf: (occasion, step) => new OccasionHouse(houseParts, occasion, step),
  });
  const isUp = (account: string) => links.isUp(account);
  const onHandover = () => outbox.forget();
  const serving = new Serving({ connection: writer, log, isUp, onHandover });
  const outbox: Outbox = outboxOf(options, { store, bots, wake: () => pipeline.deliver() });
  const chores = upkeep(options.zone, dialogues);
  const items = makeGoodItems({ registry, settings, contexts: () => contexts });
  const awaited = () => presence.awaited();
  const of = { registry, settings, contexts, chores, items, awaited };
  const scheduler: Scheduler = new Scheduler({ ...of, ...host });
  const jobs: Jobs = jobsOf(options, {
    store,
    registry,
    settings,
    contexts,
    fetch: (file, most) => bots.fetch(file, most),
    forget: (accounts) => bots.forget(accounts, log),
    followUp: () => pipeline.followUp(),
  });
  const given = { registry, settings, contexts, dialogues, questions, serving, language };
  const engine = engineOf(given, writer);
  const alarm = new Alarm({ bots, reader: store.reader, clock, log, language });
  const within = { engine, store, outbox, scheduler, jobs, alarm };
  const pipeline: Pipeline = new Pipeline({ ...within, ...host });
  const early = new EarlyTicks({
    store,
    outbox,
    receive: (bot, event) => pipeline.receive(bot, event),
  });
  const presence: Presence = presenceOf(options, { store, scheduler, pipeline, health });
  const reachable = { store, settings, serving, registry, outbox };
  const own = { alarm, bots, pipeline, early, presence, ...reachable };
  const links: Links = linksOf(options, own);
  const memories = [settings, dialogues, questions, scheduler, serving, ...memoriesOf(engine)];
  for (const memory of memories) {
    store.onRollback(() => memory.forget());
  }
  return { store, settings, serving, outbox, scheduler, jobs, alarm, pipeline, links, presence };
}

type Given = Omit<Engine, 'hearing' | 'cooldowns' | 'flood' | 'lookAlikes' | 'files'>;

function engineOf(given: Given, writer: Statements): Engine {
  return {
    ...given,
    hearing: new Hearing(given.registry),
    cooldowns: new Cooldowns(),
    flood: new FloodWatch(),
    lookAlikes: new LookAlikes(writer),
    files: new RecentFiles(),
  };
}

/** What remembers rows that an undone step may have written. */
function memoriesOf({ cooldowns, lookAlikes }: Engine) {
  return [cooldowns, lookAlikes];
}

function jobsOf(
  { files, beacon, clock, timers, log }: AppOptions,
  parts: Omit<JobParts, 'personalData' | 'files' | 'draws' | 'clock' | 'timers' | 'log'>,
): Jobs {
  const { registry, store } = parts;
  const personalData: JobParts['personalData'] = (member) =>
    personalDataOf(registry, store.reader, member);
  const draws = fairDraws(beacon);
  return new Jobs({ ...parts, personalData, files, draws, clock, timers, log });
}

function outboxOf(
  { clock, timers, log, seed, language }: AppOptions,
  parts: Pick<OutboxParts, 'store' | 'bots' | 'wake'>,
): Outbox {
  const words = { substitutes: substitutesIn(language), notes: notesIn(language) };
  return new Outbox({ ...parts, clock, timers, log, seed, ...words });
}

interface WatchedParts extends Pick<PresenceParts, 'store' | 'health'> {
  readonly scheduler: Scheduler;
  readonly pipeline: Pipeline;
}

function presenceOf(
  { clock, timers, log }: AppOptions,
  { scheduler, pipeline, ...parts }: WatchedParts,
): Presence {
  return new Presence({
    ...parts,
    clock,
    timers,
    log,
    onPlanned: (at) => scheduler.note(at),
    onTurn: () => {
      scheduler.forget();
      pipeline.wake();
    },
  });
}

interface LinkedParts extends Omit<EstrangedParts, 'clock' | 'letters'> {
  readonly alarm: Alarm;
  readonly bots: BotAccounts;
  readonly pipeline: Pipeline;
  readonly early: EarlyTicks;
  readonly presence: Presence;
  readonly outbox: Outbox;
}

function linksOf(options: AppOptions, parts: LinkedParts): Links {
  const { bots, clock, timers, log, seed, language } = options;
  const { alarm, early, pipeline, presence, store } = parts;
  const isLive = (account: string) => links.isLive(account);
  const letters = new OwnerLetters({ bots: parts.bots, store, clock, language, isLive });
  const estranged = new Estranged({ ...parts, letters, clock });
  const links: Links = new Links({
    bots,
    clock,
    timers,
    log,
    seed,
    news: new LinkNews({ letters, alarm, clock, timers, log }),
    receive: (bot, event) => {
      presence.received(bot.account, event.at);
      return early.receive(bot, event);
    },
    hurry: () => pipeline.hurry(),
    missed: async (bot, gap) => {
      await tellGap({ ...parts, clock }, bot, gap);
      pipeline.deliver();
    },
    estranged: async (bot, group) => {
      await (group === undefined ? estranged.begin(bot) : estranged.tell(bot, group));
      pipeline.deliver();
    },
    onChange: (health) => presence.changed(health),
    echoed: ({ account }, echo) => parts.outbox.echoed(account, echo),
    onLive: () => pipeline.deliver(),
  });
  return links;
}
