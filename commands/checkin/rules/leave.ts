/** Leave of absence (请假): days that keep a streak alive without counting. */
import { addDays, type Day, monthOf } from '#kit';
import type { Settings } from '../settings.ts';
import type { DatedDay } from './streak.ts';

export interface LeaveFacts {
  readonly today: Day;
  /** How many days are asked for, at least one. */
  readonly count: number;
  /** The member's covered days from the first of this month on, in any order. */
  readonly covered: readonly DatedDay[];
}

export type LeaveOutcome =
  | { readonly kind: 'granted'; readonly days: readonly Day[] }
  | { readonly kind: 'off' }
  | { readonly kind: 'tooLong'; readonly mostDays: number }
  | { readonly kind: 'onLeave'; readonly until: Day }
  | { readonly kind: 'usedUp'; readonly month: Day; readonly left: number };

/** Leave takes the next days that nothing covers; it is granted whole or not at all. */
export function decideLeave(
  { today, count, covered }: LeaveFacts,
  { perMonth, mostDays }: Settings['leave'],
): LeaveOutcome {
  if (perMonth === 0 || mostDays === 0) return { kind: 'off' };
  if (count > mostDays) return { kind: 'tooLong', mostDays };
  const leaveDays = covered.filter(({ kind }) => kind === 'leave').map(({ day }) => day);
  const until = leaveDays
    .filter((day) => day > today)
    .sort()
    .at(-1);
  if (until !== undefined) return { kind: 'onLeave', until };
  const days = freeDays({ today, count, covered });
  const month = days.find((day) => inMonthOf(day, [...leaveDays, ...days]) > perMonth);
  if (month === undefined) return { kind: 'granted', days };
  return { kind: 'usedUp', month, left: Math.max(0, perMonth - inMonthOf(month, leaveDays)) };
}

/** From today on; a late message may find days that have been checked in since. */
function freeDays({ today, count, covered }: LeaveFacts): readonly Day[] {
  const taken = new Set(covered.map(({ day }) => day));
  const ahead = Array.from({ length: count + taken.size }, (_, index) => addDays(today, index));
  return ahead.filter((day) => !taken.has(day)).slice(0, count);
}

function inMonthOf(month: Day, days: readonly Day[]): number {
  const { from, to } = monthOf(month);
  return days.filter((day) => from <= day && day <= to).length;
}
