/** Plans the next slot of a schedule: one row that falls due, and the slot's name to know it by. */
import type { Context, Instant } from '#kit';
import type { Base } from './base.ts';
import { calendarsFor } from './calendars.ts';
import { nextSlot, type Slot } from './slots.ts';
import { changeSchedule, type Schedule } from './store/schedules.ts';

/** @returns the slot that was planned; undefined when there is none any more: then it has ended */
export async function plan(
  context: Context<Base>,
  schedule: Schedule,
  since: Instant,
): Promise<Slot | undefined> {
  const { community } = context;
  const calendars = await calendarsFor(schedule.when, community.calendar.zone);
  const slot = nextSlot(schedule.when, since, calendars);
  await settle(context, schedule, slot);
  return slot;
}

/** Makes a slot the one that is waited for. */
export async function settle(
  { community, tx, later }: Context<Base>,
  { number, content }: Schedule,
  slot: Slot | undefined,
): Promise<void> {
  const which = { community: community.id, number };
  const state = slot ? 'active' : 'ended';
  await changeSchedule(tx, which, { state, content, nextSlot: slot?.name });
  if (!slot) return;
  const key = `${community.id}:${number}:${slot.name}`;
  await later({ what: 'push', at: slot.at, key, data: { number, slot: slot.name } });
}
