/** `提醒我签到`: a member wants to be mentioned, and told alone before a streak breaks. */
import type { Commanding } from '#kit';
import { base, type CheckIn } from '../base.ts';
import { LONG_STREAK } from '../rules/reminder.ts';
import { reminderOf } from '../store/reminders.ts';
import { addWish, dropWish } from '../store/wishes.ts';
import { planWarning, REMINDER } from './plan.ts';

const kind = { feature: base.name, kind: REMINDER };

export async function wantReminder(context: Commanding<CheckIn>): Promise<void> {
  const { attention, group, heardAt: at, member, say, text, tx } = context;
  await addWish(tx, { member: member.id, at, isAlone: group === undefined });
  // Whoever had enough of being mentioned has changed their mind.
  await attention.switch({ kind, isOn: true, member });
  const days = text('days', { n: LONG_STREAK });
  if (!group) {
    await planWarning(context);
    return say(text('willRemind', { days }));
  }
  const isOn = (await reminderOf(tx, group.id)) !== undefined;
  return say(isOn ? text('willMention', { days }) : text('willMentionOnce', { days }));
}

export async function unwantReminder({ member, say, text, tx }: Commanding<CheckIn>) {
  const had = await dropWish(tx, member.id);
  return say(had ? text('willNotRemind') : text('didNotRemind'));
}
