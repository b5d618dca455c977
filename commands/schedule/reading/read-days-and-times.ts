/**
 * Reads days and times of day, in either order, and what follows: «每天9点 …», «明天 10:00 …». Of a
 * rule that is changed, what is not said stays: «10:00» is the same days at another time.
 */
import { addDays, type Day, instantAt, type MinuteOfDay } from '#kit';
import type { Days, When } from '../times/when.ts';
import { isNoDate, type ReadDays, readDays } from './read-days.ts';
import { type ReadRange, readRange } from './read-range.ts';
import { isNoTime, type ReadTimes, readTimes } from './read-times.ts';
import { type Now, type ReadWhen, rest, type WhenProblem } from './when-read.ts';

export function readDaysAndTimes(text: string, now: Now): ReadWhen {
  const early = readRange(text, now.today);
  const typed = early ? rest(text, early.length) : text;
  const before = readTimes(typed);
  const afterTimes = before ? rest(typed, before.length) : typed;
  const days = readDays(afterTimes, now.today);
  const afterDays = days ? rest(afterTimes, days.length) : afterTimes;
  const range = early ?? readRange(afterDays, now.today);
  const afterRange = range && !early ? rest(afterDays, range.length) : afterDays;
  const part = partIn(afterTimes);
  const times = before ?? readTimes(part + afterRange);
  if (!times) return withTimesKept({ days, range, content: afterRange }, now);
  const left = rest(afterRange, before ? 0 : times.length - part.length);
  const late = range ? undefined : rangeBehind(left, now.today);
  const content = late ? rest(left, late.length) : left;
  return made({ days, range: range ?? late, times, content }, now);
}

/** «今晚8点», «every evening 8»: the part of the day stands in the day. */
function partIn(days: string): string {
  const [, half] = /^[今明每]([早晚])/.exec(days) ?? [];
  if (half !== undefined) return `${half}上`;
  const [, part] = /^(?:this|every)\s+(morning|afternoon|evening|night)\b/i.exec(days) ?? [];
  return part === undefined ? (/^tonight\b/i.test(days) ? 'night ' : '') : `${part} `;
}

/** Days or a range without a time of day: of a rule that is changed, the times stay. */
function withTimesKept(read: Omit<Read, 'times'>, now: Now): ReadWhen {
  const { days, range, content } = read;
  const minutes = now.before && minutesOf(now.before);
  if (!minutes || !(days ?? range) || isNoTime(content)) return whyNone(content, days);
  const times = { minutes, areOfNextDay: false, length: 0 };
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
  if (isNoTime(text)) return { kind: 'noSuchTime' };
  return { kind: days ? 'noClock' : 'noTime' };
}

type Bounds = Pick<Extract<When, { kind: 'days' }>, 'from' | 'to'>;

interface Read {
  readonly days: ReadDays | undefined;
  readonly range: Bounds | undefined;
  readonly times: ReadTimes;
  readonly content: string;
}

function made(read: Read, now: Now): ReadWhen {
  const { days, range } = read;
  if (days && 'days' in days) return again(days.days, read, now);
  const kept = days ? undefined : withDaysKept(read, now);
  if (kept) return kept;
  return range && !days ? again({ on: 'every' }, read, now) : once(days, read, now);
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

function again(days: Days, { range, times: { minutes }, content }: Read, { today }: Now): ReadWhen {
  const { from, to } = range ?? {};
  if (to !== undefined && to < (from ?? today)) return { kind: 'past' };
  return { kind: 'when', when: { kind: 'days', days, minutes: [...minutes], from, to }, content };
}

function once(
  named: { readonly day: Day } | undefined,
  { times, content }: Read,
  { now, today, zone }: Now,
): ReadWhen {
  const [minute] = times.minutes;
  if (minute === undefined) return { kind: 'noClock' };
  const isPast = (day: Day) => instantAt(day, minute, zone) <= now;
  const meant = named && addDays(named.day, times.areOfNextDay ? 1 : 0);
  if (meant && isPast(meant)) return { kind: 'past' };
  // A bare time is the next such time.
  const day = meant ?? (isPast(today) ? addDays(today, 1) : today);
  return { kind: 'when', when: { kind: 'once', day, minute }, content };
}
