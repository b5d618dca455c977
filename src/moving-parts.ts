/** Makes the parts that act by themselves: scheduler, jobs, outbox, presence, links. */
import type { Instant } from '#kit';
import type { AppOptions } from './app-options.ts';
import { fairDraws } from './fair-draw/draws.ts';
import { makeGoodErrands } from './runtime/absence/make-good.ts';
import { Presence, type PresenceParts } from './runtime/absence/presence.ts';
import type { EarlyTicks } from './runtime/asking/early-ticks.ts';
import { errandsOf } from './runtime/attention/errands.ts';
import type { Guard } from './runtime/attention/guard.ts';
import { personalDataOf } from './runtime/house/personal.ts';
import { type JobParts, Jobs } from './runtime/jobs.ts';
import type { Alarm } from './runtime/links/alarm.ts';
import type { BotAccounts } from './runtime/links/bot-accounts.ts';
import { tellGap } from './runtime/links/gaps.ts';
import { LinkNews } from './runtime/links/link-news.ts';
import { Links } from './runtime/links/links.ts';
import { Estranged, type EstrangedParts } from './runtime/people/estranged.ts';
import type { Pipeline } from './runtime/pipeline.ts';
import { type SchedulerParts as AllSchedulerParts, Scheduler } from './runtime/scheduler.ts';
import { Outbox, type OutboxParts } from './runtime/sending/outbox.ts';
import { OwnerLetters } from './runtime/sending/owner-letters.ts';
import { notesIn, substitutesIn } from './runtime/texts/index.ts';

export function schedulerOf(
  { clock, timers, log }: AppOptions,
  { guard, ...parts }: SchedulerParts & { readonly guard: Guard },
): Scheduler {
  const acting = parts.contexts.acting.bind(parts.contexts);
  const errands = new Map([
    ...errandsOf({ ...parts, guard, acting }),
    ...makeGoodErrands({ ...parts, contexts: () => parts.contexts }),
  ]);
  return new Scheduler({ ...parts, errands, clock, timers, log });
}

type SchedulerParts = Omit<AllSchedulerParts, 'errands' | 'clock' | 'timers' | 'log'>;

export function jobsOf(
  { files, beacon, clock, timers, log }: AppOptions,
  parts: Omit<JobParts, 'personalData' | 'files' | 'draws' | 'clock' | 'timers' | 'log'>,
): Jobs {
  const { registry, store } = parts;
  const personalData: JobParts['personalData'] = (member) =>
    personalDataOf(registry, store.reader, member);
  const draws = fairDraws(beacon);
  return new Jobs({ ...parts, personalData, files, draws, clock, timers, log });
}

interface OutsideParts extends Pick<OutboxParts, 'store' | 'bots'> {
  readonly pipeline: () => Pipeline;
  readonly onLater: (at: Instant) => void;
}

export function outboxOf(
  { clock, timers, log, seed, language }: AppOptions,
  { pipeline, onLater, ...parts }: OutsideParts,
): Outbox {
  return new Outbox({
    ...parts,
    clock,
    timers,
    log,
    seed,
    substitutes: substitutesIn(language),
    notes: notesIn(language),
    wake: () => pipeline().deliver(),
    onFailedPush: (at) => {
      onLater(at);
      // Set time does not move by itself: what is due comes with the events.
      if (!clock.isSet) pipeline().wake();
    },
  });
}

interface WatchedParts extends Pick<PresenceParts, 'store' | 'health'> {
  readonly scheduler: Scheduler;
  readonly pipeline: Pipeline;
}

export function presenceOf(
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

export function linksOf(options: AppOptions, parts: LinkedParts): Links {
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
    onLive: (account) => {
      pipeline.deliver();
      parts.outbox.back(account);
    },
  });
  return links;
}
