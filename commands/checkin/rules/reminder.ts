/** When reminders of check-in (签到提醒) come. Pure; the group's habits and the settings are facts. */
import {
  type AttentionRules,
  type Calendar,
  type Day,
  endOfDay,
  hours,
  type Instant,
  instantOf,
  localMinute,
  type MinuteOfDay,
  minutes,
} from '#kit';
import { parseOpening, waitUntil } from './opening.ts';

/** Whoever has checked in within so many days before today is expected today. */
export const REGULAR_DAYS = 7;
/** A streak of so many days is worth a word of its own. */
export const LONG_STREAK = 7;
/** Streaks that are about to break are told of so long before the day is over. */
const WARNED_BEFORE = hours(2);
/** Before the quiet hours, so that what is told in them is not told too late. */
const BEFORE_QUIET_MINUTES = 30;
const MINUTES_PER_DAY = 1_440;

/** The group's best time, or else the beginning of the last span in which check-in is open. */
export function reminderMinute(best: MinuteOfDay, windows: readonly string[]): MinuteOfDay {
  if (waitUntil(best, windows) === undefined) return best;
  const starts = windows.flatMap((window) => parseOpening(window)?.from ?? []);
  return starts.sort((a, b) => b - a)[0] ?? best;
}

type Quiet = Pick<AttentionRules, 'quietFrom'> & {
  /** The end of the quiet hours into which a moment falls. */
  quietUntil(at: Instant): Instant | undefined;
};

/** When those are told whose streak is about to break on a day: never in the quiet hours. */
export function warningAt(day: Day, calendar: Calendar, quiet: Quiet): Instant {
  const at = instantOf(endOfDay(day, calendar) - WARNED_BEFORE);
  if (quiet.quietUntil(at) === undefined) return at;
  const within = localMinute(at, calendar.zone) - quiet.quietFrom + MINUTES_PER_DAY;
  return instantOf(at - minutes((within % MINUTES_PER_DAY) + BEFORE_QUIET_MINUTES));
}
