/** Reads when a lottery is drawn: «20:00», «3-5 20:00», «2小时后», «满100人», «手动». Pure. */
import {
  addDays,
  after,
  type Calendar,
  type Day,
  days,
  hours,
  type Instant,
  instantAt,
  minutes,
  parseDay,
  parseMinuteOfDay,
} from '#kit';
import type { When } from '../terms.ts';

const BY_HAND = /^(?:手动|手動|我来开|byhand|by hand|manual|manually)$/iu;
const FULL = /^(?:满|滿|at\s*)?\s*([0-9]{1,6})\s*(?:人|位|entrants|members)(?:时|時|开奖|開獎)?$/iu;
const LATER =
  /^(?:in\s*)?([0-9]{1,4})\s*(分钟|分鐘|分|minutes?|min|小时|小時|hours?|h|天|days?|d)\s*(?:后|後|之后|later)?$/iu;
const CLOCK = /^([0-9]{1,2})[:点點]([0-9]{2})?$/u;
const DATED = /^(\S+)\s+(\S+)$/u;
const MONTH_DAY = /^([0-9]{1,2})(?:-|\/|月)([0-9]{1,2})日?$/u;
const NEAR_DAYS: Readonly<Record<string, number>> = {
  今天: 0,
  今晚: 0,
  today: 0,
  明天: 1,
  明晚: 1,
  tomorrow: 1,
  后天: 2,
  後天: 2,
};

export interface WhenFacts {
  readonly now: Instant;
  readonly today: Day;
  readonly calendar: Calendar;
}

/** @returns undefined when it cannot be read, or is past */
export function parseWhen(typed: string, facts: WhenFacts): When | undefined {
  const text = typed.normalize('NFKC').trim();
  if (BY_HAND.test(text)) return { kind: 'byHand' };
  const entrants = Number(FULL.exec(text)?.[1] ?? 0);
  if (entrants > 0) return { kind: 'full', entrants };
  const at = later(text, facts) ?? dated(text, facts);
  return at !== undefined && at > facts.now ? { kind: 'at', at } : undefined;
}

function later(text: string, { now }: WhenFacts): Instant | undefined {
  const [, digits, unit = ''] = LATER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const count = Number(digits);
  if (/^(?:天|d)/iu.test(unit)) return after(now, days(count));
  return after(now, /^(?:小|h)/iu.test(unit) ? hours(count) : minutes(count));
}

function dated(text: string, { now, today, calendar: { zone } }: WhenFacts): Instant | undefined {
  const [, day = '', clock = ''] = DATED.exec(text) ?? [];
  const typed = clockOf(clock === '' ? text : clock);
  const minute = typed === undefined ? undefined : parseMinuteOfDay(typed);
  if (minute === undefined) return undefined;
  if (day !== '') {
    const meant = dayMeant(day, today);
    return meant && instantAt(meant, minute, zone);
  }
  const at = instantAt(today, minute, zone);
  return at > now ? at : instantAt(addDays(today, 1), minute, zone);
}

/** `8:05` and `20点` as `HH:MM`. */
function clockOf(text: string): string | undefined {
  const [, hour, minute = '00'] = CLOCK.exec(text) ?? [];
  return hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`;
}

function dayMeant(typed: string, today: Day): Day | undefined {
  const near = NEAR_DAYS[typed.toLowerCase()];
  if (near !== undefined) return addDays(today, near);
  const [, month, date] = MONTH_DAY.exec(typed) ?? [];
  if (month === undefined || date === undefined) return parseDay(typed);
  const rest = `${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const year = Number(today.slice(0, 4));
  const thisYear = parseDay(`${year}-${rest}`);
  return thisYear !== undefined && thisYear >= today ? thisYear : parseDay(`${year + 1}-${rest}`);
}
