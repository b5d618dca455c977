/**
 * Days and months as people type them: `2026-03-01`, `3-1`, `3月1日`, `昨天`; `2026-03`, `3月`, `上月`.
 * What was typed is read first, and means a date only once it is known what day it is.
 */
import { addDays, type Day, monthOf, parseDay, plainWord } from '#kit';

/** A day that was typed; without a year it is the latest such day. */
export type TypedDay =
  | { readonly ago: number }
  | { readonly year: string | undefined; readonly month: string; readonly date: string };

/** A month that was typed; without a year it is the latest such month. */
export type TypedMonth =
  | { readonly monthsAgo: number }
  | { readonly year: string | undefined; readonly month: string };

const DAYS_AGO: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['今日', 0],
  ['today', 0],
  ['昨天', 1],
  ['昨日', 1],
  ['yesterday', 1],
  ['前天', 2],
  ['前日', 2],
]);

const MONTHS_AGO: ReadonlyMap<string, number> = new Map([
  ['本月', 0],
  ['这月', 0],
  ['這月', 0],
  ['上月', 1],
  ['上个月', 1],
  ['上個月', 1],
  ['last', 1],
]);

/** An optional year, a month and a date, apart by `-`, `/`, `.` or the Chinese words. */
const DAY = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号號]?$/u;
/** An optional year and a month. */
const MONTH = /^(?:(\d{4})[-/.年])?(\d{1,2})月?$/u;

export function parseTypedDay(text: string): TypedDay | undefined {
  const plain = plainWord(text);
  const ago = DAYS_AGO.get(plain);
  if (ago !== undefined) return { ago };
  const [, year, month, date] = DAY.exec(plain) ?? [];
  return month === undefined || date === undefined ? undefined : { year, month, date };
}

export function parseTypedMonth(text: string): TypedMonth | undefined {
  const plain = plainWord(text);
  const monthsAgo = MONTHS_AGO.get(plain);
  if (monthsAgo !== undefined) return { monthsAgo };
  const [, year, month] = MONTH.exec(plain) ?? [];
  return month === undefined ? undefined : { year, month };
}

/** @returns undefined for a date that does not exist: 2-30 */
export function dayMeant(typed: TypedDay, today: Day): Day | undefined {
  if ('ago' in typed) return addDays(today, -typed.ago);
  const { year, month, date } = typed;
  if (year !== undefined) return dayOf({ year, month, date });
  const years = [yearOf(today), yearBefore(today)];
  const days = years.map((each) => dayOf({ year: each, month, date }));
  return days.find((day) => day !== undefined && day <= today);
}

/** @returns the first day of the month, or undefined for a month that does not exist: 13 */
export function monthMeant(typed: TypedMonth, today: Day): Day | undefined {
  if ('monthsAgo' in typed) return monthsBefore(monthOf(today).from, typed.monthsAgo);
  const { year, month } = typed;
  if (year !== undefined) return dayOf({ year, month, date: '1' });
  return dayMeant({ year, month, date: '1' }, today);
}

function monthsBefore(first: Day, count: number): Day {
  return count === 0 ? first : monthsBefore(monthOf(addDays(first, -1)).from, count - 1);
}

function yearOf(day: Day): string {
  return day.slice(0, 4);
}

function yearBefore(day: Day): string {
  return String(Number(yearOf(day)) - 1).padStart(4, '0');
}

function dayOf({ year, month, date }: { year: string; month: string; date: string }) {
  return parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
}
