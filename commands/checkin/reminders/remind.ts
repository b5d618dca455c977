/** Once a day: how many of a group have not checked in, those mentioned who want to be. */
import {
  addDays,
  type Coming,
  hours,
  localDay,
  localMinute,
  type Member,
  minutes,
  spanBetween,
  startOfDay,
} from '#kit';
import { base, type CheckIn } from '../base.ts';
import { waitUntil } from '../rules/opening.ts';
import { LONG_STREAK, REGULAR_DAYS } from '../rules/reminder.ts';
import { streakAt } from '../rules/streak.ts';
import { historyAround } from '../store/days.ts';
import { type Missing, missingIn, reminderOf } from '../store/reminders.ts';
import { planReminder, REMINDER } from './plan.ts';

/** More names at once are a wall, and platforms notify no more of one message. */
const MOST_MENTIONED = 20;
/** One that is later comes at a time that nobody has chosen. */
const LATEST = hours(1);
/** It is left out when the group has no ear for it until then. */
const LASTS = hours(2);
/** Less time is not enough for anybody to react. */
const LEAST_LEFT = minutes(11);

export async function remind(context: Coming<CheckIn>): Promise<void> {
  const { group, now, tx } = context;
  const reminder = group && (await reminderOf(tx, group.id));
  // Switched off, or another time was chosen meanwhile.
  if (!group || reminder?.nextAt !== now) return;
  if (isTimely(context)) await tell(context);
  await planReminder(context, group, reminder.minute);
}

/** What is switched off says nothing; nor is anybody called to a door that is closed. */
function isTimely({ community, heardAt, house, now, settings, today }: Coming<CheckIn>): boolean {
  const { calendar } = community;
  return (
    !house.isSwitchedOff(base.name) &&
    spanBetween(now, heardAt) <= LATEST &&
    localDay(heardAt, calendar) === today &&
    waitUntil(localMinute(heardAt, calendar.zone), settings.windows) === undefined
  );
}

async function tell(context: Coming<CheckIn>): Promise<void> {
  const { community, group, heardAt, push, text, today, tx } = context;
  const left = spanBetween(heardAt, startOfDay(addDays(today, 1), community.calendar));
  if (!group || left < LEAST_LEFT) return;
  const since = addDays(today, -REGULAR_DAYS);
  const missing = await missingIn(tx, { group: group.id, today, since });
  if (missing.length === 0) return;
  const streaks = await countLongStreaks(context, missing);
  const n = missing.length;
  const days = text('days', { n: LONG_STREAK });
  const line = streaks > 0 ? text('remindStreaks', { n, streaks, days }) : text('remind', { n });
  const lasts = left < LASTS ? left : LASTS;
  const mention = await asking(context, missing);
  return push(line, { kind: REMINDER, key: today, mention, lasts });
}

async function countLongStreaks(
  { today, tx }: Coming<CheckIn>,
  missing: readonly Missing[],
): Promise<number> {
  let count = 0;
  for (const { member } of missing) {
    const history = await historyAround(tx, { member, day: today });
    if (streakAt(today, history) >= LONG_STREAK) count += 1;
  }
  return count;
}

async function asking(
  { tx }: Coming<CheckIn>,
  missing: readonly Missing[],
): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const { member } of missing.filter(({ isAsking }) => isAsking).slice(0, MOST_MENTIONED)) {
    const found = await tx.people.find(member);
    if (found) members.push(found);
  }
  return members;
}
