/** A slot's time has come: it is pushed, or said why not, once; then the next one is planned. */
import * as z from 'zod';
import type { Coming, Instant } from '#kit';
import { type Base, base } from '../base.ts';
import { goesTo, isToGroups } from '../planning/targets.ts';
import { addRun, keyOfPush, rowOf } from '../store/runs.ts';
import { isHalted, type Schedule, scheduleOf } from '../store/schedules.ts';
import { endTurnAhead } from '../store/turns-ahead.ts';
import { beginning, slotLine } from '../telling/show.ts';
import { tellAuthor } from '../telling/tell-author.ts';
import { calendarsFor } from '../times/calendars.ts';
import { slotNamed } from '../times/slots.ts';
import { planDrop } from './drop-attachment.ts';
import { decideDue, lateness } from './due.ts';
import { lookAfterSeries } from './finish.ts';
import { comesOnce, lastingOf } from './lasting.ts';
import { settle } from './plan.ts';
import { type Run, runShape } from './run.ts';
import { planGroups } from './spread.ts';
import { turnsOf } from './turns.ts';

const waited = z.object({ number: z.number().int(), slot: z.string() });

export async function push(context: Coming<Base>): Promise<void> {
  const { data, community, house, now: plannedFor, heardAt, tx } = context;
  const { number, slot: name } = waited.parse(data);
  const { zone } = community.calendar;
  const schedule = await scheduleOf(tx, { community: community.id, number });
  // Paused, changed or taken away meanwhile: another slot is waited for, or none.
  if (schedule?.state !== 'active' || schedule.nextSlot !== name) return;
  const waitedFor = slotNamed(name, zone) ?? { name, at: plannedFor };
  // Planned by another clock than the zone has now.
  if (waitedFor.at > heardAt) return void (await settle(context, schedule, waitedFor));
  const calendars = await calendarsFor(schedule.when, zone);
  const decision = decideDue(schedule.when, { slot: waitedFor, now: heardAt }, calendars);
  // What is switched off says nothing; its times go by.
  if (house.isSwitchedOff(base.name)) return void (await settle(context, schedule, decision.next));
  const { slot, next, ...how } = decision;
  const turns = await turnsOf(context, schedule);
  // All of a series has been told, or is on its way: until that is sure, its slots go by.
  const isToldOut = turns.next === undefined;
  const run = { number, slot: slot.name, at: slot.at, ...how };
  const doneAt = isToldOut ? heardAt : await spread(context, schedule, run);
  const following = await settle(context, { ...schedule, said: turns.said }, next);
  if (!following) await planDrop(context, schedule);
  await lookAfterSeries(context, schedule, doneAt);
}

/**
 * What is too late goes nowhere, so it is noted once; in private it has its turn here, too.
 * @returns when all groups have had their turn
 */
async function spread(context: Coming<Base>, schedule: Schedule, run: Run): Promise<Instant> {
  const { targets, when } = schedule;
  if (isToGroups(targets) && run.outcome !== 'missed') {
    return planGroups(context, { targets, isOnce: comesOnce(when, run) }, run);
  }
  await deliver(context, schedule, run);
  return context.heardAt;
}

/** Its turn in one of several groups. */
export async function deliverInTurn(context: Coming<Base>): Promise<void> {
  const { community, group, house, data, now: at, heardAt, tx } = context;
  const run = runShape.parse(data);
  const { number, slot } = run;
  if (group) await endTurnAhead(tx, { community: community.id, number, group: group.id, slot });
  const schedule = await scheduleOf(tx, { community: community.id, number });
  if (!schedule || isHalted(schedule) || house.isSwitchedOff(base.name)) return;
  // It may be meant for others since.
  if (!goesTo(schedule, group?.id)) return;
  // The program may have been off since the first group had its turn.
  const own = lateness(schedule.when, { at, now: heardAt });
  return deliver(context, schedule, own.outcome === 'onTime' ? run : { ...run, ...own });
}

/** It leaves when the group has an ear for it, or its author hears why not. */
async function deliver(context: Coming<Base>, planned: Schedule, whole: Run): Promise<void> {
  const { group, tx, community, push: tellGroup } = context;
  const { by, ...run } = whole;
  const schedule = by === undefined ? planned : { ...planned, author: by };
  if (!group) return;
  const row = rowOf(run, { community: community.id, group: group.id, targets: schedule.targets });
  if (!(await addRun(tx, row))) return;
  if (run.outcome === 'missed') return tellMissed(context, schedule, run.at);
  const { author, when } = schedule;
  const how = { kind: 'planned', key: keyOfPush(run), lasts: lastingOf(when), author };
  return tellGroup({ make: run }, { ...how, isOnce: comesOnce(when, whole) });
}

/** Whoever made it hears that it was not sent; nobody in the group has missed anything. */
function tellMissed(context: Coming<Base>, schedule: Schedule, at: Instant): Promise<void> {
  const { number } = schedule;
  const slot = slotLine(at, context);
  const line = context.text('missed', { number, slot, content: beginning(schedule) });
  return tellAuthor(context, schedule, line);
}
