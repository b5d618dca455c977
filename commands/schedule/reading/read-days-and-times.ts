/**
 * Reads days and times of day, in either order, and what follows: «每天9点 …», «明天 10:00 …». Of a
 * rule that is changed, what is not said stays: «10:00» is the same days at another time.
 */
import {
  addDays,
  type ClockTimes,
  DAY_PARTS,
  type Day,
  instantAt,
  isNoClockTime,
  type MinuteOfDay,
  parseClockTimes,
  readClockTimes,
} from '#kit';
import { type Days, isWeekday, type When } from '../times/when.ts';
import { isVague, problemBehind, withoutFiller } from './left-behind.ts';
import { isNoDate, type ReadDays, readDays } from './read-days.ts';
import { isCounted } from './read-everyday-days.ts';
import { readHours } from './read-hours.ts';
import { type ReadRange, readRange } from './read-range.ts';
import { type Now, type ReadWhen, rest, type WhenProblem } from './when-read.ts';

export function readDaysAndTimes(text: string, now: Now): ReadWhen {
  const early = readRange(text, now.today);
  const typed = early ? rest(text, early.length) : text;
  const before = readTimes(typed);
  if (before && 'kind' in before) return before;
  const afterTimes = before ? rest(typed, before.length) : typed;
  const days = readDays(afterTimes, now.today);
  const afterDays = days ? rest(afterTimes, days.length) : afterTimes;
  const range = early ?? readRange(afterDays, now.today);
  const afterRange = range && !early ? rest(afterDays, range.length) : afterDays;
  const read = { days, range, content: afterRange };
  if (before) {
    const wrong = problemBehind(typed.slice(before.length), now.today);
    return wrong ?? withLateRange({ ...read, times: before }, now);
  }
  const part = partIn(afterTimes);
  const times = readTimes(part + afterRange);
  if (!times) return withoutTimes(read, { part, isCounted: isCounted(afterTimes) }, now);
  if ('kind' in times) return times;
  const behind = afterRange.slice(times.length - part.length);
  const wrong = problemBehind(behind, now.today);
  return wrong ?? withLateRange({ ...read, times, content: rest(behind, 0) }, now);
}

type Times = ClockTimes & { readonly isAgain?: true };

/** «9点到18点每2小时», or times one by one. */
function readTimes(text: string): Times | WhenProblem | undefined {
  return readHours(text) ?? readClockTimes(text);
}

function withLateRange(read: Read, now: Now): ReadWhen {
  const left = withoutFiller(read.content);
  const late = read.range ? undefined : rangeBehind(left, now.today);
  const content = late ? rest(left, late.length) : left;
  return made({ ...read, range: read.range ?? late, content }, now);
}

/** «每天早上 …», «every day in the morning …»: it belongs to the time, and not to the text. */
const LATE_PART = new RegExp(
  `^(?:${DAY_PARTS}|in\\s+the\\s+(?:morning|afternoon|evening)|at\\s+night)(?=$|[\\s,，:：])`,
  'iu',
);

interface Lacking {
  /** The part of the day that stands in the days. */
  readonly part: string;
  /** «每天两次». */
  readonly isCounted: boolean;
}

/** What was answered when the time was asked for; or the times that a rule has had. */
function withoutTimes(
  read: Omit<Read, 'times'>,
  { part, isCounted: isOften }: Lacking,
  now: Now,
): ReadWhen {
  const { clock } = now;
  const [ofDay = ''] = LATE_PART.exec(read.content) ?? [];
  const said = part === '' ? ofDay.replace(/^(?:in\s+the|at)\s+(.*)$/i, '$1 ') : part;
  const answered = clock === undefined ? undefined : parseClockTimes(clock, said.toLowerCase());
  if (answered && (read.days ?? read.range)) {
    return made({ ...read, times: answered, content: rest(read.content, ofDay.length) }, now);
  }
  const why = withTimesKept(read, now);
  return why.kind === 'noClock' && isOften ? { kind: 'noClocks' } : why;
}

/** «今晚8点», «every evening 8»: the part of the day stands in the day. */
function partIn(days: string): string {
  const [, half] = /^[今明每]([早晚])/.exec(days) ?? [];
  if (half !== undefined) return `${half}上`;
  const [, part] = /^(?:this|every|each)\s+(morning|afternoon|evening|night)\b/i.exec(days) ?? [];
  return part === undefined ? (/^tonight\b/i.test(days) ? 'night ' : '') : `${part} `;
}

/** Days or a range without a time of day: of a rule that is changed, the times stay. */
function withTimesKept(read: Omit<Read, 'times'>, now: Now): ReadWhen {
  const { days, range, content } = read;
  const minutes = now.before && minutesOf(now.before);
  if (!minutes || !(days ?? range) || isNoClockTime(content)) return whyNone(content, days);
  const times = { minutes, nextDay: [], length: 0 };
  return made({ ...read, range: range ?? boundsOf(now.before), times }, now);
}

/** Times of day; undefined of a rule that has none. */
function minutesOf(rule: When): readonly MinuteOfDay[] | undefined {
  if (rule.kind === 'days') return rule.minutes;
  return rule.kind === 'once' ? [rule.minute] : undefined;
}

function boundsOf(rule: When | undefined): Bounds | undefined {
  return rule?.kind === 'days' ? rule : undefined;
}

/** «每天9点 到12月31日 …»: nothing may follow that makes it a sentence, «到12月31日截止». */
function rangeBehind(text: string, today: Day): ReadRange | undefined {
  if (!/^(?:直?到|至|until\s|till\s)/i.test(text)) return undefined;
  const range = readRange(text, today);
  return range && /^(?:$|[\s,，:：、。])/u.test(text.slice(range.length)) ? range : undefined;
}

const OVER = /^(?:昨[天日晚早]|前天|yesterday)/i;

/** Why no time of day was found at the beginning of a text. */
function whyNone(text: string, days: ReadDays | undefined): WhenProblem {
  if (!days && OVER.test(text)) return { kind: 'past' };
  if (!days && isNoDate(text)) return { kind: 'noSuchDay' };
  if (isNoClockTime(text)) return { kind: 'noSuchTime' };
  if (isVague(text)) return { kind: 'vagueClock' };
  return { kind: days ? 'noClock' : 'noTime' };
}

type Bounds = Pick<Extract<When, { kind: 'days' }>, 'from' | 'to'>;

interface Read {
  readonly days: ReadDays | undefined;
  readonly range: Bounds | undefined;
  readonly times: Times;
  readonly content: string;
}

function made(read: Read, now: Now): ReadWhen {
  const { days, range } = read;
  if (days && 'days' in days) return again(days.days, read, now);
  const kept = days ? undefined : withDaysKept(read, now);
  if (kept) return kept;
  const isAgain = !days && (range ?? read.times.isAgain) !== undefined;
  return isAgain ? again({ on: 'every' }, read, now) : once(days, read, now);
}

/** A time of day without days: of a rule that is changed, the days stay. */
function withDaysKept(read: Read, now: Now): ReadWhen | undefined {
  const { before } = now;
  if (before?.kind === 'days') {
    const { from = before.from, to = before.to } = read.range ?? {};
    return again(before.days, { ...read, range: { from, to } }, now);
  }
  if (!before || read.range) return undefined;
  return before.kind === 'once' ? once(before, read, now) : { kind: 'noDays' };
}

function again(named: Days, { range, times, content }: Read, { today }: Now): ReadWhen {
  const days = ofNight(named, times);
  if ('kind' in days) return days;
  const { minutes } = times;
  const { from, to } = range ?? {};
  if (to !== undefined && to < (from ?? today)) return { kind: 'past' };
  return { kind: 'when', when: { kind: 'days', days, minutes: [...minutes], from, to }, content };
}

/** «每周五晚上12点» is of Saturday by the clock; of «除夕晚上12点» the other day has to be named. */
function ofNight(days: Days, { minutes, nextDay }: Times): Days | WhenProblem {
  if (nextDay.length === 0 || days.on === 'every') return days;
  if (nextDay.length < minutes.length) return { kind: 'overMidnight' };
  if (days.on !== 'weekdays') return { kind: 'afterMidnight' };
  const weekdays = days.weekdays.map((day) => (day % WEEK_DAYS) + 1).filter(isWeekday);
  return { on: 'weekdays', weekdays: weekdays.sort((one, other) => one - other) };
}

const WEEK_DAYS = 7;

function once(
  named: { readonly day: Day } | undefined,
  read: Read,
  { now, today, zone }: Now,
): ReadWhen {
  const { times, content } = read;
  const [minute] = times.minutes;
  if (minute === undefined) return { kind: 'noClock' };
  const isPast = (day: Day, at: MinuteOfDay) => instantAt(day, at, zone) <= now;
  if (times.minutes.length > 1) return onOneDay(named, read, isPast);
  const meant = named && addDays(named.day, times.nextDay.length > 0 ? 1 : 0);
  if (meant && isPast(meant, minute)) return { kind: 'past' };
  // A bare time is the next such time.
  const day = meant ?? (isPast(today, minute) ? addDays(today, 1) : today);
  return { kind: 'when', when: { kind: 'once', day, minute }, content };
}

/** «明天 9点和18点»: every day, from that day to that day. */
function onOneDay(
  named: { readonly day: Day } | undefined,
  { times: { minutes, nextDay }, content }: Read,
  isPast: (day: Day, at: MinuteOfDay) => boolean,
): ReadWhen {
  if (!named) return { kind: 'noDays' };
  if (nextDay.length > 0) return { kind: 'overMidnight' };
  const { day } = named;
  if (minutes.some((minute) => isPast(day, minute))) return { kind: 'past' };
  const days = { on: 'every' } as const;
  const when: When = { kind: 'days', days, minutes: [...minutes], from: day, to: day };
  return { kind: 'when', when, content };
}
