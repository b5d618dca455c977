/** How a moment is shown to people (时刻): `3月1日 20:00`, with the year where it is another one. */
import { localDay } from './calendar.ts';
import { minuteOfDay } from './day.ts';
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
  const day = dateIn(at, zone);
  const isThisYear = day.slice(0, YEAR) === dateIn(now, zone).slice(0, YEAR);
  const shown = isThisYear ? showDay(day, language) : showDate(day, language);
  return `${shown} ${formatLocal(at, zone)}`;
}

/** The time alone where it is today: for what is read at once. */
export function showSoon(at: Instant, reader: MomentReader): string {
  const { zone, now } = reader;
  return dateIn(at, zone) === dateIn(now, zone) ? formatLocal(at, zone) : showMoment(at, reader);
}

/** By the clock, whenever a community's day begins. */
function dateIn(at: Instant, zone: Zone) {
  return localDay(at, { zone, dayStart: minuteOfDay(0) });
}
