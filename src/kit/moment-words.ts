/** How a moment is shown to people (时刻): `3月1日 20:00`, with the year where it is another one. */
import { civilCalendar, localDay } from './calendar.ts';
import { showDate, showDay } from './day-words.ts';
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

/** With its day, whichever it is: for what is read later as well. */
export function showMoment(at: Instant, { zone, language, now }: MomentReader): string {
  const dates = civilCalendar(zone);
  const day = localDay(at, dates);
  const isThisYear = day.slice(0, YEAR) === localDay(now, dates).slice(0, YEAR);
  const shown = isThisYear ? showDay(day, language) : showDate(day, language);
  return `${shown} ${formatLocal(at, zone)}`;
}

/** The time alone where it is today: for what is read at once. */
export function showSoon(at: Instant, reader: MomentReader): string {
  const { zone, now } = reader;
  const dates = civilCalendar(zone);
  const isToday = localDay(at, dates) === localDay(now, dates);
  return isToday ? formatLocal(at, zone) : showMoment(at, reader);
}
