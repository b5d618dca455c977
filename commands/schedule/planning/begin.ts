/** A schedule begins: by its manager's word, or waits for a second one's where that is asked. */
import type { Context, Line } from '#kit';
import type { Base } from '../base.ts';
import { plan } from '../sending/plan.ts';
import { type Schedule, saveSchedule } from '../store/schedules.ts';
import { slotLine } from '../telling/show.ts';
import { noSecondLine, secondsFor, tellSeconds } from './second.ts';

/** Plans a draft's first slot, unless a second manager has to approve it. */
export async function begin(context: Context<Base>, draft: Schedule): Promise<void> {
  const { text, say, house, settings } = context;
  const { number } = draft;
  await house.audit('schedule.add', { number });
  if (settings.approval || draft.mentionsAll) return wait(context, draft);
  return say((await start(context, draft)) ?? text('never'));
}

/** It waits for a second manager. */
export async function wait(context: Context<Base>, schedule: Schedule): Promise<void> {
  const { community, tx, text, say } = context;
  const to = { ...schedule, state: 'waiting', nextSlot: undefined } as const;
  await saveSchedule(tx, community.id, to);
  const seconds = await secondsFor(context, schedule);
  if (seconds.length === 0) return say(noSecondLine(context, schedule));
  await tellSeconds(context, schedule, seconds);
  return say(text('waiting', { number: schedule.number }));
}

/** What was changed must be seen by a second manager as well, where that is asked for. */
export async function waitAgain(context: Context<Base>, schedule: Schedule): Promise<void> {
  const mustWait = context.settings.approval || schedule.mentionsAll;
  if (mustWait && schedule.state !== 'draft') await wait(context, schedule);
}

/** Plans its first slot. @returns what is said of it; undefined where it has none any more */
export async function start(context: Context<Base>, schedule: Schedule): Promise<Line | undefined> {
  const { now, text } = context;
  const { number } = schedule;
  const next = await plan(context, schedule, now);
  return next && text('added', { number, slot: slotLine(next.at, context) });
}
