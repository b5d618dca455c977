/** What managers do with schedules that are kept: pause, resume, try, take away. */
import { saidOf } from './content.ts';
import { planDrop } from './drop-attachment.ts';
import { found, type Numbering } from './found.ts';
import { begin } from './keep.ts';
import { plan } from './plan.ts';
import { beginning, slotLine } from './show.ts';
import { saveSchedule } from './store/schedules.ts';

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

/** Sent to the manager alone, as the group would read it. */
export async function tryOut(context: Numbering): Promise<void> {
  const { member, group, text, say, tell } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const said = await saidOf(context, schedule, schedule.said);
  if (said.kind === 'nothing') return say(text('sendPicture', { number: schedule.number }));
  const opened = text('pushed', { content: schedule.content });
  const { line, ...others } = said.kind === 'text' ? said.words : { line: opened };
  await tell(member, line, others);
  if (group) await say(text('tried', { number: schedule.number }));
}
