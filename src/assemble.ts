/** The composition root: the only file that knows every part, and puts them together. */
import { type Group, type Instant, seconds } from '#kit';
import type { AppOptions } from './app-options.ts';
import { CORE_EXPORTS } from './insight/catalogue.ts';
import { jobsOf, linksOf, outboxOf, presenceOf, schedulerOf } from './moving-parts.ts';
import type { Presence } from './runtime/absence/presence.ts';
import { Dialogues } from './runtime/asking/dialogue.ts';
import { EarlyTicks } from './runtime/asking/early-ticks.ts';
import { GroupQuestions } from './runtime/asking/group-questions.ts';
import { Guard } from './runtime/attention/guard.ts';
import { Contexts } from './runtime/contexts.ts';
import type { Engine } from './runtime/engine.ts';
import { Cooldowns } from './runtime/hearing/cooldowns.ts';
import { FloodWatch } from './runtime/hearing/flood.ts';
import { Hearing } from './runtime/hearing/hearing.ts';
import { RecentFiles } from './runtime/hearing/recent-files.ts';
import { OccasionHouse } from './runtime/house/house.ts';
import type { HouseParts } from './runtime/house/house-figures.ts';
import { upkeep } from './runtime/house/upkeep.ts';
import type { Jobs } from './runtime/jobs.ts';
import { Alarm } from './runtime/links/alarm.ts';
import { BotAccounts } from './runtime/links/bot-accounts.ts';
import type { Links } from './runtime/links/links.ts';
import { Serving } from './runtime/links/serving.ts';
import { LookAlikes } from './runtime/people/look-alikes.ts';
import { Pipeline } from './runtime/pipeline.ts';
import type { Registry } from './runtime/registry.ts';
import type { Scheduler } from './runtime/scheduler.ts';
import type { Outbox } from './runtime/sending/outbox.ts';
import { Settings } from './runtime/settings/settings.ts';
import type { Statements } from './store/sqlite.ts';
import type { Database } from './store/start.ts';
import { Store } from './store/store.ts';

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
    ...{ registry, settings, contexts: () => contexts, coreExports: CORE_EXPORTS },
    health,
    patienceOf: (account) => bots.of(account)?.can.patience ?? seconds(0),
  };
  const onLater = (at: Instant) => scheduler.note(at);
  const guardParts = { registry, settings, onLater, canOf: bots.canOf, contexts: () => contexts };
  const guard = new Guard(guardParts);
  const contexts: Contexts = new Contexts({
    settings,
    guard,
    dialogues,
    questions,
    seed: options.seed,
    secret: options.secret ?? options.seed,
    canBy: bots.canOf,
    canOf: (platform) => bots.on(platform)[0]?.can,
    onLater,
    onJob: () => jobs.note(),
    houseOf: (occasion, step) => new OccasionHouse(houseParts, occasion, step),
  });
  const isUp = (account: string) => links.isUp(account);
  const onHandover = () => outbox.forget();
  const onServed = (group: Group) => guard.lookSoon(writer, group, clock.now());
  const serving = new Serving({ connection: writer, log, isUp, onHandover, onServed });
  const outbox: Outbox = outboxOf(options, { store, bots, onLater, pipeline: () => pipeline });
  const chores = upkeep(options.zone, dialogues);
  const scheduler: Scheduler = schedulerOf(options, {
    ...{ registry, settings, contexts, guard, chores },
    awaited: () => presence.awaited(),
  });
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
  const within = { engine, guard, store, outbox, scheduler, jobs, alarm };
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
  for (const memory of memories) store.onRollback(() => memory.forget());
  const running = { store, outbox, scheduler, jobs, pipeline, links, presence };
  return { ...running, settings, serving, alarm, guard, houseParts };
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
