/**
 * Days that nobody could be expected to check in (签到), because the bot was away (停机). Such a day
 * breaks no streak; it does not count either.
 */
import {
  addDays,
  after,
  type Calendar,
  type Day,
  type Downtime,
  endOfDay,
  hours,
  instantOf,
  localDay,
  minutes,
  sharedWith,
  startOfDay,
} from '#kit';
import { type Opening, parseOpening } from './opening.ts';

/** Away for so long, a day is not held against anybody. */
const MUCH_OF_DAY = hours(6);
/** Many check in late: the end of a day counts for more. */
const END_OF_DAY = hours(3);
/** Away for less in the end of a day, there was time enough. */
const MUCH_OF_END = minutes(10);
const MINUTES_PER_DAY = 1_440;

export interface AwayFacts {
  /** The downtime that is over. */
  readonly downtime: Downtime;
  /** It and others, which may lie in the same days. */
  readonly away: readonly Downtime[];
  readonly calendar: Calendar;
}

/** @returns the days that break no streak, oldest first; the last may not be over yet */
export function daysAway(
  { downtime, away, calendar }: AwayFacts,
  { windows }: { readonly windows: readonly string[] },
): readonly Day[] {
  const openings = windows.map(parseOpening).filter((opening) => opening !== undefined);
  const last = localDay(downtime.to, calendar);
  const found: Day[] = [];
  for (let day = localDay(downtime.from, calendar); day <= last; day = addDays(day, 1)) {
    const isMissed =
      openings.length === 0
        ? isMostlyAway(day, { away, calendar })
        : isShut(
            openings.flatMap((opening) => spansOf(day, opening, calendar)),
            away,
          );
    if (isMissed) found.push(day);
  }
  return found;
}

function isMostlyAway(day: Day, { away, calendar }: Omit<AwayFacts, 'downtime'>): boolean {
  const [from, to] = [startOfDay(day, calendar), endOfDay(day, calendar)];
  if (sharedWith({ from, to }, away) >= MUCH_OF_DAY) return true;
  return sharedWith({ from: instantOf(to - END_OF_DAY), to }, away) >= MUCH_OF_END;
}

/** Where check-in is open for a part of the day: the bot was away for half of that or more. */
function isShut(open: readonly Downtime[], away: readonly Downtime[]): boolean {
  const whole = open.reduce((sum, { from, to }) => sum + (to - from), 0);
  const missed = open.reduce((sum, span) => sum + sharedWith(span, away), 0);
  return missed > 0 && missed * 2 >= whole;
}

/** When it is open within a day; a span over the day's boundary is open at both of its ends. */
function spansOf(day: Day, { from, to }: Opening, calendar: Calendar): readonly Downtime[] {
  const sinceStart = (minute: number) =>
    (minute - calendar.dayStart + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  const [begin, end] = [sinceStart(from), sinceStart(to) + 1];
  const parts =
    begin < end
      ? [[begin, end]]
      : [
          [begin, MINUTES_PER_DAY],
          [0, end],
        ];
  // A turn of the clock shifts this by an hour on two days of a year: no matter here.
  const start = startOfDay(day, calendar);
  return parts.map(([first = 0, last = 0]) => ({
    from: after(start, minutes(first)),
    to: after(start, minutes(last)),
  }));
}
