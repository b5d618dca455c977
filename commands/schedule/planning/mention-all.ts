/**
 * `定时全体 3`: a push that notifies everybody in the group. It takes a second manager's word, and
 * comes at most twice a day in a group, for people leave groups that shout at them.
 */
import type { Context } from '#kit';
import type { Base } from '../base.ts';
import { found, type Numbering } from '../found.ts';
import type { Run } from '../sending/run.ts';
import { mentionsSince, noteMention } from '../store/mentions.ts';
import { type Schedule, saveSchedule } from '../store/schedules.ts';
import { wait } from './begin.ts';
import { secondsFor } from './second.ts';

/** In one group and day, whatever the schedule. */
const MOST_MENTIONS_A_DAY = 2;

export async function askToMentionAll(context: Numbering): Promise<void> {
  const { community, group, member, tx, text, say, house, canMentionAll, canSpeakFirst } = context;
  const schedule = await found(context);
  if (!schedule) return;
  const { number, targets, mentionsAll, state } = schedule;
  if (targets.kind === 'members') return say(text('mentionInPrivate'));
  const canMention = canMentionAll() && canSpeakFirst();
  if (targets.kind === 'here' && group && !canMention) return say(text('cannotMention'));
  if (mentionsAll) return say(text('mentionsAlready', { number }));
  const changed = { ...schedule, mentionsAll: true, changedBy: member.id };
  // Without anybody to agree it would never be sent again.
  if ((await secondsFor(context, changed)).length === 0) return say(text('noSecondAtAll'));
  await saveSchedule(tx, community.id, changed);
  await house.audit('schedule.mentionAll', { number });
  await say(text('willMention', { number, most: MOST_MENTIONS_A_DAY }));
  if (state !== 'draft') await wait(context, changed);
}

/** Whether this push may notify everybody; if so that is noted, in the same transaction. */
export async function mayMentionAll(
  context: Context<Base>,
  schedule: Schedule,
  { number, slot }: Run,
): Promise<boolean> {
  const { canMentionAll, canSpeakFirst, community, group, heardAt, tx } = context;
  // Nobody is shouted at on the occasion of an answer.
  const canMention = canMentionAll() && canSpeakFirst();
  if (!schedule.mentionsAll || !group || !canMention) return false;
  const today = { group: group.id, community: community.id, now: heardAt };
  const before = await mentionsSince(tx, { ...today, calendar: community.calendar });
  if (before >= MOST_MENTIONS_A_DAY) return false;
  const key = { community: community.id, number, group: group.id, slot };
  await noteMention(tx, key, heardAt);
  return true;
}
