/** Leave of absence (请假): days that keep a streak alive without counting. */
import { addDays, type Day, monthOf } from '#kit';
import type { Settings } from '../settings.ts';

export interface LeaveFacts {
  readonly today: Day;
  /** How many days are asked for, at least one. */
  readonly count: number;
  /** Whether today is covered already, by whatever. */
  readonly isTodayCovered: boolean;
  /** All leave days of the member from the first of this month on. */
  readonly leaveDays: readonly Day[];
}

export type LeaveOutcome =
  | { readonly kind: 'granted'; readonly days: readonly Day[] }
  | { readonly kind: 'off' }
  | { readonly kind: 'tooLong'; readonly mostDays: number }
  | { readonly kind: 'onLeave'; readonly until: Day }
  | { readonly kind: 'usedUp'; readonly month: Day; readonly left: number };

/** Leave begins today, or tomorrow when today is covered; it is granted whole or not at all. */
export function decideLeave(
  { today, count, isTodayCovered, leaveDays }: LeaveFacts,
  { perMonth, mostDays }: Settings['leave'],
): LeaveOutcome {
  if (perMonth === 0 || mostDays === 0) return { kind: 'off' };
  if (count > mostDays) return { kind: 'tooLong', mostDays };
  const first = addDays(today, isTodayCovered ? 1 : 0);
  const ahead = leaveDays.filter((day) => day >= first).sort();
  const until = ahead.at(-1);
  if (until !== undefined) return { kind: 'onLeave', until };
  const days = Array.from({ length: count }, (_, index) => addDays(first, index));
  const month = days.find((day) => inMonthOf(day, [...leaveDays, ...days]) > perMonth);
  if (month === undefined) return { kind: 'granted', days };
  return { kind: 'usedUp', month, left: Math.max(0, perMonth - inMonthOf(month, leaveDays)) };
}

function inMonthOf(month: Day, days: readonly Day[]): number {
  const { from, to } = monthOf(month);
  return days.filter((day) => from <= day && day <= to).length;
}
