/** Plans the next slot of a schedule: one row that falls due, and the slot's name to know it by. */
import type { Context, Instant } from '#kit';
import type { Base } from '../base.ts';
import { partAt, readContent } from '../reading/read-content.ts';
import { type Schedule, saveSchedule } from '../store/schedules.ts';
import { calendarsFor } from '../times/calendars.ts';
import { nextSlot, type Slot } from '../times/slots.ts';

/** @returns the slot that was planned; undefined when there is none any more: then it has ended */
export async function plan(
  context: Context<Base>,
  schedule: Schedule,
  since: Instant,
): Promise<Slot | undefined> {
  const { community } = context;
  const calendars = await calendarsFor(schedule.when, community.calendar.zone);
  return settle(context, schedule, nextSlot(schedule.when, since, calendars));
}

/** Makes a slot the one that is waited for; of a series that has been told none is. @returns it */
export async function settle(
  { community, tx, later }: Context<Base>,
  schedule: Schedule,
  slot: Slot | undefined,
): Promise<Slot | undefined> {
  const { number, group } = schedule;
  const next =
    partAt(readContent(schedule.content), schedule.said) === undefined ? undefined : slot;
  const state = next ? 'active' : 'ended';
  await saveSchedule(tx, community.id, { ...schedule, state, nextSlot: next?.name });
  if (!next) return undefined;
  // With its moment, for by another clock the same slot is another one.
  const key = `${community.id}:${number}:${next.name}@${next.at}`;
  const data = { number, slot: next.name };
  await later({ what: 'push', at: next.at, group, key, data });
  return next;
}
