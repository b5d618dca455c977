/** The calendar of a month (签到日历), week by week, as signs. */
import { addDays, type Day, type DayRange, daysBetween, weekOf } from '#kit';
import type { DatedDay, Kind } from './streak.ts';

/** For a day: how it was covered, missed, still to come, or nothing of this member and month. */
export type Cell = Kind | 'missed' | 'ahead' | 'outside';

export interface Week {
  /** The first day of the month in this week. */
  readonly from: Day;
  /** Monday to Sunday. */
  readonly cells: readonly Cell[];
}

export interface MonthFacts {
  /** A calendar month, first to last. */
  readonly month: DayRange;
  readonly today: Day;
  /** The member's first day in the community. */
  readonly firstDay: Day;
  /** The covered days of that month. */
  readonly days: readonly DatedDay[];
}

const DAYS_PER_WEEK = 7;

/** Weeks of which there is something to see: those ahead, or before the member came, are not. */
export function weeksOf({ month, today, firstDay, days }: MonthFacts): readonly Week[] {
  const kinds = new Map(days.map(({ day, kind }) => [day, kind]));
  const cellOf = (day: Day): Cell => {
    if (day < month.from || day > month.to) return 'outside';
    if (kinds.has(day) || day >= today) return kinds.get(day) ?? 'ahead';
    return day < firstDay ? 'outside' : 'missed';
  };
  const monday = weekOf(month.from).from;
  const count = Math.ceil((daysBetween(monday, month.to) + 1) / DAYS_PER_WEEK);
  const weeks = Array.from({ length: count }, (_, index) => {
    const first = addDays(monday, index * DAYS_PER_WEEK);
    const week = Array.from({ length: DAYS_PER_WEEK }, (__, offset) => addDays(first, offset));
    return { from: first < month.from ? month.from : first, cells: week.map(cellOf) };
  });
  return weeks.filter(({ cells }) => cells.some((cell) => cell !== 'ahead' && cell !== 'outside'));
}
