/**
 * Reads when something is to be pushed, and what: «每个工作日早上9点 早安», «除夕 20:00 …»,
 * «every Friday 18:30 …», «每2小时 …», «cron 0 9 * * 1-5 …». Days and times stand in either order;
 * what follows them is the content.
 */
import {
  type Day,
  formatLocalDateTime,
  instantOf,
  localMinute,
  MS_PER_MINUTE,
  NUMERAL,
  parseDay,
} from '#kit';
import { cronProblem } from '../times/calendars.ts';
import { type When, when as whenShape } from '../times/when.ts';
import { readDaysAndTimes } from './read-days-and-times.ts';
import { readHours } from './read-hours.ts';
import { ENGLISH_COUNT, minutesIn, readStep } from './read-step.ts';
import { type Now, type ReadWhen, rest, SHORTEST_STEP_MINUTES } from './when-read.ts';

/** «10分钟后», «半个小时后», «in 2 hours». */
const LATER_CHINESE = new RegExp(
  `^(半|${NUMERAL}|\\d{3})(?:个|個)?(小时|小時|钟头|分钟|分鐘|刻钟|刻鐘)(?:之?[后後])`,
);
const LATER_ENGLISH = new RegExp(`^in\\s+(${ENGLISH_COUNT})\\s+(hours?|minutes?|min)\\b`, 'i');
/** Five fields with a star among them are nothing else, also without the word. */
const BARE_CRON = /^(?=[^\n]{0,40}\*)(?:[\d*/,-]+\s+){4}[\d*/,-]+(?=\s|$)/;
const CRON = /^cron\s+(?:["“「'](.+?)["”」']|(.+))/is;

/** Years ahead that are a slip of the pen, and that nobody could be reminded of. */
const FAR_YEARS = 100;

export async function readWhen(text: string, now: Now): Promise<ReadWhen> {
  const read = await readAny(text, now);
  if (read.kind !== 'when') return read;
  if (isFarOff(read.when, now.today)) return { kind: 'noSuchDay' };
  // What could not be read again would take all schedules of the community along.
  return whenShape.safeParse(read.when).success ? read : { kind: 'tooMuch' };
}

function isFarOff(rule: When, today: Day): boolean {
  const last = Number(today.slice(0, 4)) + FAR_YEARS;
  const named =
    rule.kind === 'once' ? [rule.day] : rule.kind === 'days' ? [rule.from, rule.to] : [];
  return named.some((day) => day !== undefined && Number(day.slice(0, 4)) > last);
}

async function readAny(text: string, now: Now): Promise<ReadWhen> {
  const typed = text.trim();
  const read = await readPlain(halfWidth(typed), now);
  if (read.kind !== 'when') return read;
  // What is to be said stays as it was typed.
  return { ...read, content: typed.slice(typed.length - read.content.length) };
}

/** «２０：００», «Ａ», character by character: digits, letters and what stands between them. */
function halfWidth(text: string): string {
  const plain = text.replace(/[０-９Ａ-Ｚａ-ｚ／－＊．]/g, (wide) => wide.normalize('NFKC'));
  return plain.replace(/’/g, "'");
}

async function readPlain(typed: string, now: Now): Promise<ReadWhen> {
  const expression = BARE_CRON.test(typed) ? `cron ${typed}` : typed;
  return (
    (await readCron(expression)) ??
    readSpan(typed, now) ??
    readLater(typed, now) ??
    readDaysAndTimes(typed, now)
  );
}

/** In quotes; or bare, where six fields are tried before five: the content follows at once. */
async function readCron(text: string): Promise<ReadWhen | undefined> {
  const [all = '', quoted, bare = ''] = CRON.exec(text) ?? [];
  if (all === '') return undefined;
  if (quoted !== undefined) return asCron(quoted, rest(text, all.length));
  const [, words = '', more = ''] = /^(\S+(?:\s+\S+){0,4})([\s\S]*)$/.exec(bare) ?? [];
  const [, sixth = '', content = ''] = /^\s+(\S+)([\s\S]*)$/.exec(more) ?? [];
  const ofSix = await asCron(`${words} ${sixth}`, rest(content, 0));
  return ofSix.kind === 'when' ? ofSix : asCron(words, rest(more, 0));
}

async function asCron(expression: string, content: string): Promise<ReadWhen> {
  const problem = await cronProblem(expression);
  return problem
    ? { kind: 'cron', problem }
    : { kind: 'when', when: { kind: 'cron', expression }, content };
}

/** Every so often around the clock; between two times of day it is a rule of days. */
function readSpan(text: string, { now: from }: Now): ReadWhen | undefined {
  const step = readStep(text);
  const isBetween = step && readHours(text);
  if (!step || (isBetween && !('kind' in isBetween && isBetween.kind === 'noHours'))) {
    return undefined;
  }
  const { minutes, length } = step;
  if (minutes < SHORTEST_STEP_MINUTES) return { kind: 'tooOften' };
  return { kind: 'when', when: { kind: 'span', minutes, from }, content: rest(text, length) };
}

/** Once, so long from now, at the next full minute. */
function readLater(text: string, { now, zone }: Now): ReadWhen | undefined {
  const [all, count = '', unit = ''] = LATER_CHINESE.exec(text) ?? LATER_ENGLISH.exec(text) ?? [];
  if (all === undefined) return undefined;
  const minutes = minutesIn(count, unit);
  if (!(minutes >= 1)) return { kind: 'noTime' };
  const at = instantOf(Math.ceil(now / MS_PER_MINUTE) * MS_PER_MINUTE + minutes * MS_PER_MINUTE);
  const day = parseDay(formatLocalDateTime(at, zone).slice(0, 10));
  if (day === undefined) return undefined;
  const when = { kind: 'once', day, minute: localMinute(at, zone) } as const;
  return { kind: 'when', when, content: rest(text, all.length) };
}
