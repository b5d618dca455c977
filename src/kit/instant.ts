/**
 * Points in time and the spans between them, the same in every zone. Nothing here asks what time
 * it is: instants come from the clock, which is passed in, or from a text that names its zone.
 */
import type { Brand } from './brand.ts';
import { MINUTES_PER_HOUR, MS_PER_DAY, MS_PER_MINUTE, parseDay } from './day.ts';

/** Whole milliseconds since 1970-01-01T00:00Z. */
export type Instant = Brand<number, 'Instant'>;
/** A length of time in whole milliseconds; negative means back in time. */
export type Span = Brand<number, 'Span'>;

const MS_PER_SECOND = 1000;

/** Takes epoch milliseconds for an instant. @throws RangeError unless it is a safe integer. */
export function instantOf(ms: number): Instant {
  if (!isInstant(ms)) throw new RangeError(`not an instant: ${ms}`);
  return ms;
}

const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d';
/** Date, `T`, time to the minute or finer, and a zone: `Z` or hours and minutes from UTC. */
const ISO_WITH_ZONE = new RegExp(
  `^(\\d{4}-\\d{2}-\\d{2})T${CLOCK}(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]${CLOCK})$`,
);

/**
 * Reads ISO 8601 with a zone: `2026-03-01T09:00:00+08:00`, `2026-03-01T01:00Z`. What is finer
 * than a millisecond is cut off.
 * @returns undefined without a zone (it would mean another moment on another machine), for a date
 *   or time that does not exist, and for a year outside 1970–9999, as written or in UTC
 */
export function parseInstant(text: string): Instant | undefined {
  const date = ISO_WITH_ZONE.exec(text)?.[1];
  if (date === undefined || date < '1970' || parseDay(date) === undefined) return undefined;
  const ms = Date.parse(text);
  return ms >= 0 && ms < YEAR_10000 ? instantOf(ms) : undefined;
}

const YEAR_10000 = Date.UTC(10_000, 0);

/** ISO 8601 in UTC to the millisecond: `2026-03-01T01:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** A span of so many milliseconds; like its sisters, @throws RangeError unless whole. */
export function milliseconds(count: number): Span {
  return spanOf(count);
}

/** A span of so many seconds; like its sisters, @throws RangeError unless whole milliseconds. */
export function seconds(count: number): Span {
  const ms = count * MS_PER_SECOND;
  const whole = Math.round(ms);
  // 32.142 s times a thousand is 32142.000000000004 to a machine.
  return spanOf(Math.abs(ms - whole) < FLOAT_ERROR_MS ? whole : ms);
}

const FLOAT_ERROR_MS = 1e-6;

/** A span of so many minutes. */
export function minutes(count: number): Span {
  return spanOf(count * MS_PER_MINUTE);
}

/** A span of so many hours. */
export function hours(count: number): Span {
  return minutes(count * MINUTES_PER_HOUR);
}

/** A span of so many times 24 hours. Days of the calendar may last 23 or 25: see `addDays`. */
export function days(count: number): Span {
  return spanOf(count * MS_PER_DAY);
}

/** The instant so long after another; before it where the span is negative. */
export function after(instant: Instant, span: Span): Instant {
  return instantOf(instant + span);
}

/** How long it is from `earlier` to `later`; negative where they stand the other way round. */
export function spanBetween(earlier: Instant, later: Instant): Span {
  return spanOf(later - earlier);
}

function spanOf(ms: number): Span {
  if (!isSpan(ms)) throw new RangeError(`not a span: ${ms}`);
  return ms;
}

function isInstant(value: number): value is Instant {
  return Number.isSafeInteger(value);
}

function isSpan(value: number): value is Span {
  return Number.isSafeInteger(value);
}
