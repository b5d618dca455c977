/** How long lies between two: «每2小时», «每隔半小时», «every 30 minutes», «hourly». */
import { MINUTES_PER_HOUR, NUMERAL, readNumeral } from '#kit';

export interface ReadStep {
  readonly minutes: number;
  /** How many characters of the text it took. */
  readonly length: number;
}

const ENGLISH_NUMBERS = ['two', 'three', 'four', 'five', 'six', 'eight', 'ten', 'twelve'];
const ENGLISH_COUNTS = [2, 3, 4, 5, 6, 8, 10, 12];
/** For patterns: how many of something, in English. */
export const ENGLISH_COUNT = `\\d{1,3}|half an|an?|${ENGLISH_NUMBERS.join('|')}`;

const CHINESE = new RegExp(
  `^(?:每天\\s*)?每隔?(半|${NUMERAL})?(?:个|個)?(半)?(小时|小時|钟头|鐘頭|分钟|分鐘)`,
);
const ENGLISH = new RegExp(
  `^(?:every\\s?day,?\\s+)?(?:every|each)\\s+(?:(half|${ENGLISH_COUNT})\\s+)?(hours?|minutes?|min)\\b`,
  'i',
);
const HOURLY = /^(?:hourly|once an hour)\b/i;

/** Reads it at the beginning of a text; undefined where it says no such thing. */
export function readStep(text: string): ReadStep | undefined {
  const hourly = HOURLY.exec(text);
  if (hourly) return { minutes: MINUTES_PER_HOUR, length: hourly[0].length };
  const [whole, count = '1', half, unit = ''] = CHINESE.exec(text) ?? [];
  if (whole !== undefined) {
    const more = half === undefined ? 0 : minutesIn('半', unit);
    return { minutes: minutesIn(count, unit) + more, length: whole.length };
  }
  const [words, number = '1', measure = ''] = ENGLISH.exec(text) ?? [];
  return words === undefined
    ? undefined
    : { minutes: minutesIn(number, measure), length: words.length };
}

const QUARTER_MINUTES = 15;

/** «半», «两», «12», «an», of hours or minutes. */
export function minutesIn(count: string, unit: string): number {
  const isHour = /^[小钟鐘h]/i.test(unit);
  const isHalf = /^(?:半|half(?: an)?)$/i.test(count);
  const word = ENGLISH_COUNTS[ENGLISH_NUMBERS.indexOf(count.toLowerCase())];
  const number = /^an?$/i.test(count) ? 1 : (word ?? readNumeral(count) ?? Number(count));
  const each = isHour ? MINUTES_PER_HOUR : /^刻/.test(unit) ? QUARTER_MINUTES : 1;
  return Math.round((isHalf ? 0.5 : number) * each);
}
