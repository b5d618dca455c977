/** Two hours before the day is over, those who asked for it hear alone that their streak breaks. */
import {
  type Coming,
  endOfDay,
  formatLocal,
  localDay,
  type MemberId,
  type Text,
  textIn,
} from '#kit';
import { base, type CheckIn } from '../base.ts';
import { LONG_STREAK } from '../rules/reminder.ts';
import { streakAt } from '../rules/streak.ts';
import { historyAround } from '../store/days.ts';
import { isAnybodyAsking, wishersMissing } from '../store/wishes.ts';
import { planWarning, REMINDER } from './plan.ts';

export async function warn(context: Coming<CheckIn>): Promise<void> {
  const { community, today, tx } = context;
  // Nobody wants it any more: whoever asks next begins anew.
  if (!(await isAnybodyAsking(tx, community.id))) return;
  if (await isWanted(context)) {
    for (const member of await wishersMissing(tx, { community: community.id, today })) {
      await warnOne(context, member);
    }
  }
  await planWarning(context);
}

/** After the day is over there is nothing to save. */
async function isWanted(context: Coming<CheckIn>): Promise<boolean> {
  const { attention, community, heardAt, house, today } = context;
  if (house.isSwitchedOff(base.name)) return false;
  if (localDay(heardAt, community.calendar) !== today) return false;
  const kinds = await attention.kinds();
  return kinds.every(({ feature, kind, isOff }) => !(isReminder({ feature, kind }) && isOff));
}

async function warnOne(context: Coming<CheckIn>, id: MemberId): Promise<void> {
  const { attention, community, language, tell, today, tx } = context;
  const streak = streakAt(today, await historyAround(tx, { member: id, day: today }));
  const member = await tx.people.find(id);
  if (streak < LONG_STREAK || !member || (await tx.people.isGone(id))) return;
  // «别提醒我» holds here as well.
  if ((await attention.unwanted(id)).some(isReminder)) return;
  const theirs = (await tx.people.facts(id))?.language ?? language;
  const text: Text<CheckIn['phrases']['zh-CN']> = textIn(base.phrases, theirs);
  const time = formatLocal(endOfDay(today, community.calendar), community.calendar.zone);
  await tell(member, text('warn', { streak, time }));
}

function isReminder({ feature, kind }: { readonly feature: string; readonly kind: string }) {
  return feature === base.name && kind === REMINDER;
}
