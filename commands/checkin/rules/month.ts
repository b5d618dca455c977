/** The calendar of a month (签到日历), week by week, as signs. */
import { addDays, type Day, type DayRange, daysBetween, weekOf } from '#kit';
import type { DatedDay, Kind } from './streak.ts';

/** What stands for a day: how it was covered, missed, still to come, or of another month. */
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
  /** The covered days of that month. */
  readonly days: readonly DatedDay[];
}

const DAYS_PER_WEEK = 7;

/** Weeks of which there is something to see: those that lie ahead altogether are left out. */
export function weeksOf({ month, today, days }: MonthFacts): readonly Week[] {
  const kinds = new Map(days.map(({ day, kind }) => [day, kind]));
  const cellOf = (day: Day): Cell => {
    if (day < month.from || day > month.to) return 'outside';
    return kinds.get(day) ?? (day < today ? 'missed' : 'ahead');
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
