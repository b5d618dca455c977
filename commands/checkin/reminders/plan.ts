/** Plans what comes once a day: the reminder of a group, and the word to those who asked for it. */
import { addDays, type Context, type Group, localDay, type MinuteOfDay, nextDaily } from '#kit';
import type { CheckIn } from '../base.ts';
import { reminderMinute, warningAt } from '../rules/reminder.ts';
import { type Reminder, reminderOf, setReminder } from '../store/reminders.ts';

/** The kind of push that reminders are. */
export const REMINDER = 'reminder';

/** Makes the next one the one that is waited for. */
export async function planReminder(
  { heardAt, community, house, settings, tx, later }: Context<CheckIn>,
  { id: group }: Group,
  minute: MinuteOfDay | undefined,
): Promise<Reminder & { readonly time: MinuteOfDay; readonly isLearnt: boolean }> {
  const best = await house.ahead.bestTime();
  const time = minute ?? reminderMinute(best.minute, settings.windows);
  const nextAt = nextDaily(heardAt, time, community.calendar.zone);
  await setReminder(tx, { group, minute, nextAt });
  await later({ what: 'remind', at: nextAt, key: `${group}:${nextAt}`, data: null });
  return { minute, nextAt, time, isLearnt: best.isLearnt };
}

/** The community's clock has changed: the next one comes by the new one. */
export async function planAnew(context: Context<CheckIn>): Promise<void> {
  const { group, tx } = context;
  const reminder = group && (await reminderOf(tx, group.id));
  if (reminder) await planReminder(context, group, reminder.minute);
}

/** One for the whole community and each day, whoever asked first. */
export async function planWarning(context: Context<CheckIn>): Promise<void> {
  const { attention, community, heardAt, later } = context;
  // By what day it is: after days off nothing is made up for.
  const today = localDay(heardAt, community.calendar);
  const quiet = {
    quietFrom: attention.rules.quietFrom,
    quietUntil: (moment: typeof heardAt) => attention.quietUntil(moment),
  };
  const ofToday = warningAt(today, community.calendar, quiet);
  const isAhead = ofToday > heardAt;
  const day = isAhead ? today : addDays(today, 1);
  const at = isAhead ? ofToday : warningAt(day, community.calendar, quiet);
  await later({ what: 'warn', at, key: `${community.id}:${day}`, data: null });
}
