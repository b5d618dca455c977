/** The community's clock has changed: what waits for a slot waits for it by the new one. */
import type { Context } from '#kit';
import type { Base } from '../base.ts';
import { hasRun } from '../store/runs.ts';
import { type Schedule, schedulesOf } from '../store/schedules.ts';
import { beginning, slotNameLine } from '../telling/show.ts';
import { tellAuthor } from '../telling/tell-author.ts';
import { calendarsFor } from '../times/calendars.ts';
import { type Calendars, nextSlot, type Slot } from '../times/slots.ts';
import { settle } from './plan.ts';

export async function planAnew(context: Context<Base>): Promise<void> {
  const { community, group, tx } = context;
  for (const schedule of await schedulesOf(tx, community.id)) {
    if (schedule.state !== 'active' || schedule.group !== group?.id) continue;
    await planOne(context, schedule);
  }
}

async function planOne(context: Context<Base>, schedule: Schedule): Promise<void> {
  const { community, text } = context;
  const calendars = await calendarsFor(schedule.when, community.calendar.zone);
  const slot = await nextOpen(context, schedule, calendars);
  if (await settle(context, schedule, slot)) return;
  const { number, nextSlot: name = '' } = schedule;
  const slots = { number, slot: slotNameLine(name, context), content: beginning(schedule) };
  const line = text('passedByClock', slots);
  return tellAuthor(context, schedule, line);
}

/** A slot that has had its run may come again when the clock is turned back by half a day. */
async function nextOpen(
  { community, heardAt, tx }: Context<Base>,
  { number, when }: Schedule,
  calendars: Calendars,
): Promise<Slot | undefined> {
  let slot = nextSlot(when, heardAt, calendars);
  while (slot && (await hasRun(tx, { community: community.id, number, slot: slot.name }))) {
    slot = nextSlot(when, slot.at, calendars);
  }
  return slot;
}
