/** Once a day: how many of a group have not checked in, those mentioned who want to be. */
import {
  addDays,
  type Coming,
  type Group,
  hours,
  localDay,
  localMinute,
  type Member,
  minutes,
  type Span,
  spanBetween,
  startOfDay,
} from '#kit';
import { base, type CheckIn } from '../base.ts';
import { waitUntil } from '../rules/opening.ts';
import { LONG_STREAK, REGULAR_DAYS } from '../rules/reminder.ts';
import { streakAt } from '../rules/streak.ts';
import { historyAround } from '../store/days.ts';
import { isAnybodyUsedTo, type Missing, missingIn, reminderOf } from '../store/reminders.ts';
import type { Note } from '../store/tables.ts';
import { LASTS, planReminder, REMINDER } from './plan.ts';

/** More names at once are a wall, and platforms notify no more of one message. */
const MOST_MENTIONED = 20;
/** One that is later comes at a time that nobody has chosen. */
const LATEST = hours(1);
/** Less time is not enough for anybody to react. */
const LEAST_LEFT = minutes(11);

export async function remind(context: Coming<CheckIn>): Promise<void> {
  const { group, now, tx } = context;
  const reminder = group && (await reminderOf(tx, group.id));
  // Switched off, or another time was chosen meanwhile.
  if (!group || reminder?.nextAt !== now) return;
  const note = noteNow(context) ?? (await tell(context, group));
  await planReminder(context, group, { ...reminder, last: { at: now, note } });
}

/** What is switched off says nothing; nor is anybody called to a door that is closed. */
function noteNow(context: Coming<CheckIn>): Note | undefined {
  const { community, heardAt, house, now, settings, today } = context;
  const { calendar } = community;
  if (house.isSwitchedOff(base.name)) return 'off';
  if (spanBetween(now, heardAt) > LATEST || localDay(heardAt, calendar) !== today) return 'late';
  const isClosed = waitUntil(localMinute(heardAt, calendar.zone), settings.windows) !== undefined;
  if (isClosed) return 'closed';
  return timeLeft(context) < LEAST_LEFT ? 'dayOver' : undefined;
}

function timeLeft({ community, heardAt, today }: Coming<CheckIn>): Span {
  return spanBetween(heardAt, startOfDay(addDays(today, 1), community.calendar));
}

/** @returns why there was nobody to remind; undefined when the group is told */
async function tell(context: Coming<CheckIn>, { id: group }: Group): Promise<Note | undefined> {
  const { push, text, today, tx } = context;
  const since = addDays(today, -REGULAR_DAYS);
  const missing = await missingIn(tx, { group, today, since });
  if (missing.length === 0) {
    return (await isAnybodyUsedTo(tx, { group, since })) ? 'allDone' : 'nobodyUsed';
  }
  const streaks = await countLongStreaks(context, missing);
  const n = missing.length;
  const days = text('days', { n: LONG_STREAK });
  const line = streaks > 0 ? text('remindStreaks', { n, streaks, days }) : text('remind', { n });
  const left = timeLeft(context);
  const lasts = left < LASTS ? left : LASTS;
  const mention = await asking(context, missing);
  await push(line, { kind: REMINDER, key: today, mention, lasts });
  return undefined;
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
