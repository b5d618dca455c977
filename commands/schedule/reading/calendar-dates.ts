/** Dates by the month and the day as they are typed: of every year, of this one or of the next. */
import { type Day, parseDay, readNumeral } from '#kit';
import type { Made } from './day-pattern.ts';

/** Of every year; undefined for a date that no year has. */
export function yearly(month = '', day = ''): Made {
  const date = { month: readNumeral(month) ?? 0, day: readNumeral(day) ?? 0 };
  // In a leap year every date exists that exists in some year.
  return dated('2024', String(date.month), String(date.day)) && { days: { on: 'yearly', ...date } };
}

/** @param year four digits, month and day one or two; undefined where there is no such day */
export function dated(year = '', month = '', day = ''): { readonly day: Day } | undefined {
  const found = parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return found && { day: found };
}

/** The next such date, today included. */
export function coming(month: string | undefined, day: string | undefined, today: Day): Made {
  const [wantedMonth, wantedDay] = [readNumeral(month ?? ''), readNumeral(day ?? '')];
  if (wantedMonth === undefined || wantedDay === undefined) return undefined;
  const year = Number(today.slice(0, 4));
  const thisYear = dated(String(year), String(wantedMonth), String(wantedDay));
  if (thisYear && thisYear.day >= today) return thisYear;
  return dated(String(year + 1), String(wantedMonth), String(wantedDay)) ?? thisYear;
}

/** Undefined where the next month has no such day. */
export function ofNextMonth(day = '', today: Day): Made {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  const [ofYear, ofMonth] = next.map(String);
  return dated(ofYear, ofMonth, String(readNumeral(day) ?? 0));
}
