/** Deadlines as people type them: `2小时`, `3天`, `20:00`, `明晚8点`, `3-8 12:00`, `3月8日`. */
import {
  addDays,
  after,
  type Calendar,
  type Day,
  endOfDay,
  type Instant,
  instantAt,
  instantOf,
  localDay,
  minutes,
  parseDay,
  parseMinuteOfDay,
  plainWord,
} from '#kit';

/** A shorter poll is over before anybody has read it. */
const SHORTEST = minutes(1);
/** A longer one nobody remembers. */
export const LONGEST_DAYS = 60;

const UNITS: readonly (readonly [pattern: RegExp, minutes: number])[] = [
  [/^(?:分|分钟|分鐘|minutes?|mins?|m)$/, 1],
  [/^(?:个小时|個小時|小时|小時|hours?|h)$/, 60],
  [/^(?:天|日|days?|d)$/, 1_440],
  [/^(?:周|週|星期|weeks?|w)$/, 10_080],
];

const DAYS: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['今晚', 0],
  ['today', 0],
  ['明天', 1],
  ['明晚', 1],
  ['tomorrow', 1],
  ['后天', 2],
  ['後天', 2],
]);

/** An optional year, a month and a date. */
const DATE = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号號]?$/u;
const DAY_AND_TIME = /^(\S*?)\s*(\d{1,2}:\d{2})$/u;
/** «晚上8点半», «下午3点», «20点». */
const SPOKEN_TIME =
  /(上午|早上|中午|下午|晚上|(?<![今明])晚)?(\d{1,2})[点點](?:(半)|(\d{1,2})分?)?$/u;
const HALF_DAY_HOURS = 12;

interface Facts {
  readonly now: Instant;
  readonly calendar: Calendar;
}

/** @returns undefined for what is no deadline, is past, or is further away than anybody waits */
export function parseDeadline(typed: string, facts: Facts): Instant | undefined {
  const plain = plainWord(typed);
  if (plain === '') return undefined;
  const at = afterSpan(plain, facts) ?? atTime(plain, facts);
  if (at === undefined || isTooSoon(at, facts.now)) return undefined;
  return at <= facts.now + minutes(LONGEST_DAYS * 1_440) ? at : undefined;
}

/** Whether a poll that is opened now would be over before anybody has read it. */
export function isTooSoon(deadline: Instant, now: Instant): boolean {
  return deadline < now + SHORTEST;
}

function afterSpan(plain: string, { now }: Facts): Instant | undefined {
  const [, count, unit = ''] = /^(\d{1,4})\s*(\D+?)(?:后|後|later)?$/u.exec(plain) ?? [];
  const length = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  return length === undefined ? undefined : after(now, minutes(Number(count) * length));
}

/** A day alone lasts to its end; a time alone is the next such time. */
function atTime(plain: string, facts: Facts): Instant | undefined {
  const { now, calendar } = facts;
  const [, date = plain, time] = DAY_AND_TIME.exec(byTheClock(plain)) ?? [];
  const today = localDay(now, calendar);
  const day = date === '' ? today : dayMeant(date, today);
  if (day === undefined) return undefined;
  if (time === undefined) return instantOf(endOfDay(day, calendar) - 1);
  const minute = parseMinuteOfDay(time);
  if (minute === undefined) return undefined;
  const at = instantAt(day, minute, calendar.zone);
  return date === '' && at <= now ? instantAt(addDays(day, 1), minute, calendar.zone) : at;
}

/** «明天晚上8点» as «明天 20:00»; what says no time as it is, and «晚上12点», which may be either. */
function byTheClock(plain: string): string {
  const [all, part = '', typed = '', half, minute = '00'] = SPOKEN_TIME.exec(plain) ?? [];
  if (all === undefined) return plain;
  const isEvening = /晚/u.test(part) || /^[今明]晚/u.test(plain);
  if (isEvening && Number(typed) === HALF_DAY_HOURS) return plain;
  const isLater = isEvening || part === '下午';
  const hour = Number(typed) + (isLater && Number(typed) < HALF_DAY_HOURS ? HALF_DAY_HOURS : 0);
  const time = `${hour}:${half === undefined ? minute.padStart(2, '0') : '30'}`;
  return `${plain.slice(0, -all.length)} ${time}`.trim();
}

/** Without a year it is the next such day. */
function dayMeant(date: string, today: Day): Day | undefined {
  const ahead = DAYS.get(date);
  if (ahead !== undefined) return addDays(today, ahead);
  const [, year, month = '', day = ''] = DATE.exec(date) ?? [];
  if (month === '') return undefined;
  const thisYear = Number(today.slice(0, 4));
  const years = year === undefined ? [thisYear, thisYear + 1] : [Number(year)];
  return years
    .map((each) => parseDay(`${each}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`))
    .find((each) => each !== undefined && each >= today);
}
