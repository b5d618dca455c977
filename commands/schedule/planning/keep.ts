/** A draft becomes a schedule by its manager's word, and by a second one's where that is asked. */
import * as z from 'zod';
import { type Answering, type Context, mayActAs } from '#kit';
import type { Base } from '../base.ts';
import { found, type Numbering } from '../found.ts';
import { planDrop } from '../sending/drop-attachment.ts';
import { plan } from '../sending/plan.ts';
import { removeDraft } from '../store/drafts.ts';
import { type Schedule, saveSchedule, scheduleOf } from '../store/schedules.ts';
import { slotLine } from '../telling/show.ts';
import { noSecondLine, secondsFor, tellSeconds } from './second.ts';

const asked = z.object({ number: z.int() });

export async function keep(context: Answering<Base>): Promise<void> {
  const { answer, data, member, community, tx } = context;
  const which = { community: community.id, ...asked.parse(data) };
  const draft = await scheduleOf(tx, which);
  // Whoever was asked may be no manager any more.
  if (answer === 'yes' && mayActAs(member.role, 'manager') && draft?.state === 'draft') {
    return begin(context, draft);
  }
  return drop(context);
}

/** Called off, too: what nobody wanted to keep is in no list. */
export async function drop(context: Answering<Base>): Promise<void> {
  const { data, community, tx, text, say } = context;
  const which = { community: community.id, ...asked.parse(data) };
  const draft = await scheduleOf(tx, which);
  if (draft?.state === 'draft') await planDrop(context, draft);
  await removeDraft(tx, which);
  return say(text('dropped'));
}

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

async function start(context: Context<Base>, schedule: Schedule) {
  const { now, text } = context;
  const { number } = schedule;
  const next = await plan(context, schedule, now);
  return next && text('added', { number, slot: slotLine(next.at, context) });
}

/** `批准 3`: the word of a second manager. */
export async function approve(context: Numbering): Promise<void> {
  const { member, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number } = schedule;
  if (schedule.state !== 'waiting') return say(text('notWaiting', { number }));
  if (schedule.changedBy === member.id) {
    const { length } = await secondsFor(context, schedule);
    return say(length > 0 ? text('notYourOwn', { number }) : noSecondLine(context, schedule));
  }
  await house.audit('schedule.approve', { number });
  return say((await start(context, schedule)) ?? text('ended', { number }));
}
