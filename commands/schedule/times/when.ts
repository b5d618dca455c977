/**
 * When a scheduled push (定时推送) is due: rules over civil days in the community's zone. Plain data,
 * as they are kept; what they come to on the clock is `slots.ts`.
 */
import * as z from 'zod';
import { dayShape, MINUTES_PER_HOUR, type MinuteOfDay, type Weekday } from '#kit';

const isMinute = (value: number): value is MinuteOfDay =>
  Number.isInteger(value) && value >= 0 && value < 1_440;
const minute = z.number().refine(isMinute, 'not a minute of the day');
const weekday = z.number().refine(isWeekday, 'not a weekday');
const lunarDay = z.object({ month: z.int().min(1).max(12), day: z.int().min(1).max(30) });

const days = z.discriminatedUnion('on', [
  z.object({ on: z.literal('every') }),
  /** Counted from the day on which it was made. */
  z.object({ on: z.literal('interval'), every: z.int().min(2).max(366), from: dayShape }),
  z.object({ on: z.literal('weekdays'), weekdays: z.array(weekday).min(1) }),
  /** -1 is the last day of the month; a month without such a day has none. */
  z.object({ on: z.literal('monthDays'), days: z.array(z.int().min(-1).max(31)).min(1) }),
  z.object({ on: z.literal('yearly'), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  /** By the official calendar of mainland China, make-up work days (调休) included. */
  z.object({ on: z.literal('workdays') }),
  z.object({ on: z.literal('restDays') }),
  /** Not in leap months (闰月). */
  z.object({ on: z.literal('lunar'), ...lunarDay.shape }),
  z.object({ on: z.literal('festival'), name: z.string() }),
  /** Of every lunar month, leap months as well. */
  z.object({ on: z.literal('lunarDays'), days: z.array(z.int().min(1).max(30)).min(1) }),
  /** The second Monday of every month; -1 is the last one. */
  z.object({ on: z.literal('nthWeekday'), nth: z.int().min(-1).max(4), weekday }),
  /** The first or the last day (-1) of January to March and so on. */
  z.object({ on: z.literal('quarter'), day: z.union([z.literal(1), z.literal(-1)]) }),
]);

/** Which days. */
export type Days = z.output<typeof days>;

/** Between two; what comes more rarely is said by its days. */
export const LONGEST_SPAN_DAYS = 7;
const LONGEST_SPAN_MINUTES = LONGEST_SPAN_DAYS * 24 * MINUTES_PER_HOUR;
/** Times in one day. */
export const MOST_TIMES = 24;
/** Characters of a cron expression. */
export const LONGEST_CRON = 120;

export const when = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), day: dayShape, minute }),
  z.object({
    kind: z.literal('days'),
    days,
    minutes: z.array(minute).min(1).max(MOST_TIMES),
    /** Both included; without them it never begins or ends. */
    from: dayShape.optional(),
    to: dayShape.optional(),
  }),
  /** Every so many minutes from a moment on, whatever the clock shows. */
  z.object({
    kind: z.literal('span'),
    minutes: z.int().min(10).max(LONGEST_SPAN_MINUTES),
    from: z.int().min(0),
  }),
  /** In node-cron's syntax, five fields or six, by the clock of the community's zone. */
  z.object({ kind: z.literal('cron'), expression: z.string().max(LONGEST_CRON) }),
]);

/** 1 is Monday. */
export function isWeekday(value: number): value is Weekday {
  return Number.isInteger(value) && value >= 1 && value <= 7;
}

export type When = z.output<typeof when>;

/** Whether it comes again. */
export function isRecurring({ kind }: When): boolean {
  return kind !== 'once';
}
