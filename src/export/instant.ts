/**
 * Instants and days as ISO 8601 text and as spreadsheet serials, fast enough for a million rows.
 * It reads no clock and no zone: everything is UTC.
 */
import { type Bytes, encode } from './bytes.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The instants whose year has four digits. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');
/** Before it the serials of programs differ: Excel believes in 1900-02-29. */
const FIRST_WITH_SERIAL = Date.parse('1900-03-01T00:00:00.000Z');
/** 1970-01-01 in the serials of spreadsheets, which count days from 1899-12-30. */
const SERIAL_OF_EPOCH = 25_569;
/** Nine decimals of a day are the fewest that give back the millisecond. */
const SERIAL_DECIMALS = 9;
const DECIMALS_PER_MS = 10 ** SERIAL_DECIMALS / DAY_MS;

const CIVIL_DAY_CHARS = 10;
const WALL_CHARS = 19;
const CIVIL_DAY = /^\d{4}-\d{2}-\d{2}$/;
const DOT = encode('.');
const T = encode('T');
const COLON = encode(':');
const Z = encode('Z');

/** Days that are remembered at a time: eleven years of them, some hundred KiB. */
const DAYS_REMEMBERED_MAX = 4096;

const dayText = remembering((day: number) =>
  encode(new Date(day * DAY_MS).toISOString().slice(0, CIVIL_DAY_CHARS)),
);
const serialOfDay = remembering(toSerial);

/**
 * Adds `instant` (epoch milliseconds) to `out` as `Date.toISOString` writes it. Adds nothing and
 * says false where it is no whole number or its year has not four digits: such a number is no date
 * that a reader of the file could be expected to know.
 */
export function putIsoInstant(out: Bytes, instant: number): boolean {
  if (!isWritable(instant)) return false;
  const day = Math.floor(instant / DAY_MS);
  const ms = instant - day * DAY_MS;
  out.raw(dayText(day));
  out.raw(T);
  out.digits(Math.floor(ms / HOUR_MS), 2);
  out.raw(COLON);
  out.digits(Math.floor(ms / MINUTE_MS) % 60, 2);
  out.raw(COLON);
  out.digits(Math.floor(ms / SECOND_MS) % 60, 2);
  out.raw(DOT);
  out.digits(ms % SECOND_MS, 3);
  out.raw(Z);
  return true;
}

/** A wall time (ms as if in UTC) as `YYYY-MM-DD HH:MM:SS`, or the bare number where it is none. */
export function wallText(wall: number): string {
  if (!isWritable(wall)) return String(wall);
  return new Date(wall).toISOString().slice(0, WALL_CHARS).replace('T', ' ');
}

/** `instant` as `putIsoInstant` puts it, or the bare number where that puts nothing. */
export function instantText(instant: number): string {
  return isWritable(instant) ? new Date(instant).toISOString() : String(instant);
}

/** Whether spreadsheets have a date, and the same one, for `instant` (epoch milliseconds). */
export function hasSerial(instant: number): boolean {
  return isWritable(instant) && instant >= FIRST_WITH_SERIAL;
}

/** Adds an instant that `hasSerial` to `out` as a serial: days, and the time of day as decimals. */
export function putSerial(out: Bytes, instant: number): void {
  const day = Math.floor(instant / DAY_MS);
  out.number(day + SERIAL_OF_EPOCH);
  out.raw(DOT);
  out.digits(Math.round((instant - day * DAY_MS) * DECIMALS_PER_MS), SERIAL_DECIMALS);
}

/** The serial of a civil day `YYYY-MM-DD`, or null where the text is none or has none. */
export function daySerial(day: string): number | null {
  // Only what has the length of a day is remembered: a hostile text may be long.
  return day.length === CIVIL_DAY_CHARS ? serialOfDay(day) : null;
}

function isWritable(instant: number): boolean {
  return Number.isInteger(instant) && instant >= FIRST_INSTANT && instant <= LAST_INSTANT;
}

function toSerial(text: string): number | null {
  if (!CIVIL_DAY.test(text)) return null;
  const instant = Date.parse(text);
  // Date.parse takes 2026-02-30 for 2 March: such a text stays what it is.
  const isReal = hasSerial(instant) && new Date(instant).toISOString().startsWith(text);
  return isReal ? instant / DAY_MS + SERIAL_OF_EPOCH : null;
}

/** `make`, which must depend on its argument alone, remembering what it gave for the last ones. */
function remembering<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size >= DAYS_REMEMBERED_MAX) known.clear();
      value = make(key);
      known.set(key, value);
    }
    return value;
  };
}
