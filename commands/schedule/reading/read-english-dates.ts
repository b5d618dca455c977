/**
 * Dates with the month by its name, «15 December», «Dec 15th 2026», «every year on Dec 25»; and
 * with a stroke, «12/24», «24/12»: the month comes first where either could.
 */
import { coming, dated, yearly } from './calendar-dates.ts';
import type { DayPattern } from './day-pattern.ts';

const MONTHS = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
];
const MONTH = `(${MONTHS.join('|')})\\.?`;
const DAY = '(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?';
const EVERY = '(every\\s+year\\s+(?:on\\s+)?|every\\s+|on\\s+)?';
const YEAR = '(?:,?\\s+(\\d{4}))?(?![\\d:])';
const DAY_FIRST = new RegExp(`^${EVERY}${DAY}\\s+(?:of\\s+)?${MONTH}(?![a-z])${YEAR}`, 'i');
const MONTH_FIRST = new RegExp(`^${EVERY}${MONTH}\\s+${DAY}${YEAR}`, 'i');

/** A time follows, for «1/3 …» may be the first part of a series. */
const TIME_FOLLOWS =
  '(?=,?\\s*(?:at\\s|noon|midnight|凌晨|早|上午|中午|下午|傍晚|晚|[零一二三四五六七八九十]{1,3}[点點时時]|\\d{1,2}(?:[:：点點时時]|[.]\\d\\d|\\s*[ap]\\.?m)))';
const STROKE = new RegExp(
  `^(?:(每年\\s*|every\\s+year\\s+(?:on\\s+)?|every\\s+)?(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?${TIME_FOLLOWS}` +
    '|on\\s+(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?(?![\\d/:]))',
  'i',
);

export const ENGLISH_DATES: readonly DayPattern[] = [
  [DAY_FIRST, ([, every, day, month, year], today) => made({ every, month, day, year }, today)],
  [STROKE, (found, today) => withStroke(found, today)],
  [MONTH_FIRST, ([, every, month, day, year], today) => made({ every, month, day, year }, today)],
];

interface Typed {
  readonly every: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly year: string | undefined;
}

function made(
  { every = '', month = '', day = '', year }: Typed,
  today: Parameters<DayPattern[1]>[1],
): ReturnType<DayPattern[1]> {
  const number = `${monthCalled(month)}`;
  if (/^every/i.test(every)) return yearly(number, day);
  return year === undefined ? coming(number, day, today) : dated(year, number, day);
}

function withStroke(
  [, every = '', early, second, lateYear, onFirst, onSecond, onYear]: RegExpExecArray,
  today: Parameters<DayPattern[1]>[1],
): ReturnType<DayPattern[1]> {
  const [one = '', other = ''] = [early ?? onFirst, second ?? onSecond];
  const year = lateYear ?? onYear;
  const [month, day] = Number(one) > MONTHS.length ? [other, one] : [one, other];
  if (every !== '') return yearly(month, day);
  return year === undefined ? coming(month, day, today) : dated(year, month, day);
}

function monthCalled(name: string): number {
  const pattern = (one: string) => new RegExp(`^(?:${one})$`, 'i');
  return MONTHS.findIndex((one) => pattern(one).test(name)) + 1;
}
