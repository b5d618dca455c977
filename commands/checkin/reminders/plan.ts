/** Plans what comes once a day: the reminder of a group, and the word to those who asked for it. */
import {
  addDays,
  type Context,
  type Group,
  hours,
  localDay,
  type MinuteOfDay,
  nextOfDay,
} from '#kit';
import type { CheckIn } from '../base.ts';
import { reminderMinute, warningAt } from '../rules/reminder.ts';
import { type Reminder, reminderOf, setReminder } from '../store/reminders.ts';

/** The kind of push that reminders are. */
export const REMINDER = 'reminder';

/** It is left out when the group has no ear for it until then. */
export const LASTS = hours(2);

export interface Planned extends Reminder {
  readonly time: MinuteOfDay;
  readonly isLearnt: boolean;
}

/** Makes the next one the one that is waited for. */
export async function planReminder(
  context: Context<CheckIn>,
  { id: group }: Group,
  { minute, last }: Pick<Reminder, 'minute' | 'last'>,
): Promise<Planned> {
  const { house, settings, tx, later } = context;
  const best = await house.ahead.bestTime();
  const time = minute ?? reminderMinute(best.minute, settings.windows);
  const nextAt = await nextOfDay(context, { group, kind: REMINDER, time });
  await setReminder(tx, { group, minute, nextAt, last });
  await later({ what: 'remind', at: nextAt, key: `${group}:${nextAt}`, data: null });
  return { minute, nextAt, last, time, isLearnt: best.isLearnt };
}

/** The community's clock has changed: the next one comes by the new one. */
export async function planAnew(context: Context<CheckIn>): Promise<void> {
  const { group, tx } = context;
  const reminder = group && (await reminderOf(tx, group.id));
  if (reminder) await planReminder(context, group, reminder);
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
