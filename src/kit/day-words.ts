/** How dates (日期) are shown to people, in their language; machines are given `YYYY-MM-DD`. */
import { type Day, dayNumber, MS_PER_DAY } from './day.ts';
import { remember } from './memo.ts';
import { LANGUAGES, type Language } from './phrases.ts';

/** The day of a year: `3月1日`, `Mar 1`. */
export function showDay(day: Day, language: Language): string {
  return formatsOf(language).day.format(dateOf(day));
}

/** A date with its year: `2027年3月1日`, `Mar 1, 2027`. */
export function showDate(day: Day, language: Language): string {
  return formatsOf(language).date.format(dateOf(day));
}

/** The weekday of a date, short: `周日`, `週日`, `Sun`. */
export function showWeekday(day: Day, language: Language): string {
  return formatsOf(language).weekday.format(dateOf(day));
}

/** The month that a date lies in: `2026年3月`, `Mar 2026`. */
export function showMonth(day: Day, language: Language): string {
  return formatsOf(language).month.format(dateOf(day));
}

const formatsOf = remember(LANGUAGES.length, (language: Language) => ({
  day: inUtc(language, { month: 'short', day: 'numeric' }),
  date: inUtc(language, { year: 'numeric', month: 'short', day: 'numeric' }),
  weekday: inUtc(language, { weekday: 'short' }),
  month: inUtc(language, { year: 'numeric', month: 'short' }),
}));

/** A date has no zone: it is written as the UTC day that its number stands for. */
function inUtc(language: Language, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: 'UTC' });
}

function dateOf(day: Day): Date {
  return new Date(dayNumber(day) * MS_PER_DAY);
}
