/** How a moment is shown to people (时刻): `3月1日 20:00`, with the year where it is another one. */
import { civilCalendar, localDay } from './calendar.ts';
import type { Day } from './day.ts';
import { showDate, showDay, showWeekday } from './day-words.ts';
import type { Instant } from './instant.ts';
import type { Language } from './phrases.ts';
import { formatLocal, type Zone } from './zone.ts';

/** Digits of a year in a date. */
const YEAR = 4;

export interface MomentReader {
  readonly zone: Zone;
  readonly language: Language;
  readonly now: Instant;
}

export interface DayReader {
  readonly language: Language;
  readonly today: Day;
}

/** A date, with its year where that is another one: `3月1日`, `2027年3月1日`. */
export function showNearDay(day: Day, { language, today }: DayReader): string {
  const isThisYear = day.slice(0, YEAR) === today.slice(0, YEAR);
  return isThisYear ? showDay(day, language) : showDate(day, language);
}

/** The same with its weekday, for what is planned: `3月1日 周日`. */
export function showPlannedDay(day: Day, reader: DayReader): string {
  return `${showNearDay(day, reader)} ${showWeekday(day, reader.language)}`;
}

/** With its day, whichever it is: for what is read later as well. */
export function showMoment(at: Instant, { zone, language, now }: MomentReader): string {
  const dates = civilCalendar(zone);
  const today = localDay(now, dates);
  return `${showNearDay(localDay(at, dates), { language, today })} ${formatLocal(at, zone)}`;
}

/** The time alone where it is today: for what is read at once. */
export function showSoon(at: Instant, reader: MomentReader): string {
  const { zone, now } = reader;
  const dates = civilCalendar(zone);
  const isToday = localDay(at, dates) === localDay(now, dates);
  return isToday ? formatLocal(at, zone) : showMoment(at, reader);
}
