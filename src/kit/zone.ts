/**
 * Time zones (时区): how far a zone's clock is from UTC and what it shows. All zone data come from
 * `Intl`; no rule of any country stands here, and days with their own boundary are `calendar.ts`.
 */
import { firstWhere } from './bisect.ts';
import type { Brand } from './brand.ts';
import {
  dayFromNumber,
  formatMinuteOfDay,
  MINUTES_PER_HOUR,
  type MinuteOfDay,
  MS_PER_DAY,
  MS_PER_MINUTE,
  minuteOfDay,
} from './day.ts';
import type { Instant } from './instant.ts';
import { remember } from './memo.ts';

/** The IANA name of a time zone, e.g. `Asia/Shanghai`. */
export type Zone = Brand<string, 'Zone'>;

/** A formatter takes about 30 KB and 0.1 ms to make; so many zones at once are 3 MB. */
export const MOST_ZONES = 100;
/** Stretches of two days kept for each zone, 100 bytes each: more than two years of reports. */
const MOST_STRETCHES = 400;
/** Texts kept with what they were read as, zones or not. */
const MOST_NAMES = 500;
/** In UTF-16 units; the longest name of today has 32. */
const LONGEST_NAME = 64;
const MS_PER_SECOND = 1000;

/** The three-letter names that IANA itself has. */
const IANA_ABBREVIATIONS = /^(CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/i;

/**
 * Reads the IANA name of a zone and keeps it as typed (`Asia/Kolkata` does not become the older
 * `Asia/Calcutta`), but for letter case, which is mended where `Intl` calls the zone the same.
 * @returns undefined for a name that `Intl` does not know, and for two kinds of name on purpose.
 *   Offsets (`+08:00`): they name no place, so they miss daylight saving and every change of law,
 *   and Node 20 refuses what Node 22 takes. Abbreviations that only `Intl` knows: it reads `CST` as
 *   Chicago, while most who type it here mean China.
 */
export function parseZone(text: string): Zone | undefined {
  return text.length <= LONGEST_NAME ? zoneCalled(text).zone : undefined;
}

/** Texts read before: a zone is read anew with each community's row, and asking `Intl` is slow. */
const zoneCalled = remember(MOST_NAMES, (text: string): { zone: Zone | undefined } => {
  const isAbbreviation = /^[a-z]{3}$/i.test(text);
  const known = isAbbreviation && !IANA_ABBREVIATIONS.test(text) ? undefined : nameInIntl(text);
  const name = known?.toLowerCase() === text.toLowerCase() ? known : text;
  return { zone: known !== undefined && isZone(name) ? name : undefined };
});

function nameInIntl(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** An offset begins with a sign, a name with a letter. */
function isZone(name: string): name is Zone {
  return /^[A-Za-z]/.test(name);
}

/**
 * How far a zone's clock is ahead of UTC at an instant, in ms (east is positive), right to the
 * second even for local mean times of long ago.
 *
 * Called for every message, so `Intl` is read once for two days: 0.05 µs instead of 1.5 µs.
 * @throws RangeError for an instant that `Date` cannot hold
 */
export function offsetAt(zone: Zone, instant: Instant): number {
  const { turn, before, since } = stretchesOf(zone)(Math.floor(instant / STRETCH_MS));
  return instant < turn ? before : since;
}

/**
 * A stretch is read by its two ends, so that a zone which turned and turned back within it would go
 * unseen. The closest two turns in the zone data are 4 days apart (Freetown 1939).
 */
const STRETCH_MS = 2 * MS_PER_DAY;

/** The offsets of a stretch: one until `turn`, another since. Most have the same one twice. */
interface Stretch {
  readonly turn: number;
  readonly before: number;
  readonly since: number;
}

const stretchesOf = remember(MOST_ZONES, (zone: Zone) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return remember(MOST_STRETCHES, (index: number) => readStretch(format, index * STRETCH_MS));
});

function readStretch(format: Intl.DateTimeFormat, start: number): Stretch {
  const end = start + STRETCH_MS;
  const before = readOffset(format, start);
  const since = readOffset(format, end);
  if (before === since) return { turn: start, before, since };
  const turn = firstWhere({
    low: start / MS_PER_SECOND,
    high: end / MS_PER_SECOND,
    holds: (second) => readOffset(format, second * MS_PER_SECOND) !== before,
  });
  return { turn: turn * MS_PER_SECOND, before, since };
}

/** Asks `Intl`, which writes `1/1/1890, GMT+08:05:43`; seconds only where there are any. */
function readOffset(format: Intl.DateTimeFormat, time: number): number {
  const text = format.format(time);
  const [, sign, hour, minute, second = '0'] =
    /GMT(?:([+\-\u2212])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text) ?? fail(text);
  if (sign === undefined) return 0;
  const minutes = Number(hour) * MINUTES_PER_HOUR + Number(minute);
  const size = minutes * MS_PER_MINUTE + Number(second) * MS_PER_SECOND;
  return sign === '+' ? size : -size;
}

function fail(text: string): never {
  throw new Error(`Intl wrote an offset that cannot be read: ${text}`);
}

/** The hour that a zone's clock shows, 0 to 23. */
export function localHour(instant: Instant, zone: Zone): number {
  return Math.floor(localMinute(instant, zone) / MINUTES_PER_HOUR);
}

/** The time of day that a zone's clock shows, seconds cut off. */
export function localMinute(instant: Instant, zone: Zone): MinuteOfDay {
  const wall = instant + offsetAt(zone, instant);
  const sinceMidnight = wall - Math.floor(wall / MS_PER_DAY) * MS_PER_DAY;
  return minuteOfDay(Math.floor(sinceMidnight / MS_PER_MINUTE));
}

/** What a zone's clock shows: `HH:MM`. */
export function formatLocal(instant: Instant, zone: Zone): string {
  return formatMinuteOfDay(localMinute(instant, zone));
}

/** What a zone's calendar and clock show, whatever boundary a community has: `YYYY-MM-DD HH:MM`. */
export function formatLocalDateTime(instant: Instant, zone: Zone): string {
  const day = dayFromNumber(Math.floor((instant + offsetAt(zone, instant)) / MS_PER_DAY));
  return `${day} ${formatLocal(instant, zone)}`;
}
