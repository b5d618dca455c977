/** What managers do with schedules that are kept: pause, resume, edit, try, take away. */
import { type Args, arg, type Commanding, lines } from '#kit';
import type { Base } from './base.ts';
import { contentLine, contentProblem, saidOf } from './content.ts';
import { planDrop } from './drop-attachment.ts';
import { found, type NumberArgs, type Numbering, number } from './found.ts';
import { begin, waitAgain } from './keep.ts';
import { plan } from './plan.ts';
import { beginning, slotLine } from './show.ts';
import { saveSchedule } from './store/schedules.ts';
import { turnsOf } from './turns.ts';

interface EditArgs extends NumberArgs {
  content: string;
}

export const editArgs: Args<EditArgs> = { number: number(), content: arg.text() };

export async function pause(context: Numbering): Promise<void> {
  const { community, tx, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number: which, state } = schedule;
  if (state === 'draft' || state === 'waiting') return say(text('notBegun', { number: which }));
  await saveSchedule(tx, community.id, { ...schedule, state: 'paused', nextSlot: undefined });
  await house.audit('schedule.pause', { number: which });
  return say(text('paused', { number: which }));
}

export async function resume(context: Numbering): Promise<void> {
  const { now, settings, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  if (schedule.state === 'active') return say(text('isActive', { number: schedule.number }));
  if (schedule.state === 'waiting' && (settings.approval || schedule.mentionsAll))
    return say(text('waiting', { number: schedule.number }));
  if (schedule.state === 'draft') return begin(context, schedule);
  const next = await plan(context, schedule, now);
  await house.audit('schedule.resume', { number: schedule.number });
  if (!next) return say(text('ended', { number: schedule.number }));
  return say(text('resumed', { number: schedule.number, slot: slotLine(next.at, context) }));
}

export async function remove(context: Numbering): Promise<void> {
  const { community, tx, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number: which } = schedule;
  await saveSchedule(tx, community.id, { ...schedule, state: 'removed', nextSlot: undefined });
  await planDrop(context, schedule);
  await house.audit('schedule.remove', { number: which });
  return say(text('removed', { number: which, content: beginning(schedule) }));
}

export async function edit(context: Commanding<Base, EditArgs>): Promise<void> {
  const { args, community, member, tx, text, say, house } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number: which } = schedule;
  const { content } = args;
  const problem = await contentProblem(context, { ...schedule, content });
  if (problem) return say(problem);
  const changed = {
    ...schedule,
    content,
    said: 0,
    edition: schedule.edition + 1,
    changedBy: member.id,
  };
  await saveSchedule(tx, community.id, changed);
  await house.audit('schedule.edit', { number: which });
  await say(lines(text('edited', { number: which }), contentLine(content, text)));
  await waitAgain(context, changed);
}

/** Sent to the manager alone, as the group would read it. */
export async function tryOut(context: Numbering): Promise<void> {
  const { member, group, text, say, tell } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { next = 0 } = await turnsOf(context, schedule);
  const said = await saidOf(context, schedule, next);
  if (said.kind === 'nothing') return say(text('sendPicture', { number: schedule.number }));
  const opened = text('pushed', { content: schedule.content });
  const { line, ...others } = said.kind === 'text' ? said.words : { line: opened };
  await tell(member, line, others);
  if (group) await say(text('tried', { number: schedule.number }));
}
