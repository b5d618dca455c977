/** The weekday of a date, as lists show it: «11月27日 周五 10:00», «Nov 27 Fri 10:00». Pure. */
import { weekdayOf } from '#kit';
import type { Made } from './day-pattern.ts';
import {
  CHINESE_DAY,
  CHINESE_WEEKDAY,
  chineseDay,
  ENGLISH_DAY,
  englishDays,
} from './weekday-names.ts';

/** Only where a time follows: «周五聚餐» is what is pushed. */
const BEHIND = new RegExp(
  `^\\s*[(（]?(?:${CHINESE_WEEKDAY}(${CHINESE_DAY})|(${ENGLISH_DAY}))[)）]?(?=,?\\s*\\d)`,
  'i',
);

/** How many characters of a text are the weekday of the date before it; 0 where it is another's. */
export function weekdayBehind(text: string, made: Exclude<Made, undefined>): number {
  const found = 'day' in made ? BEHIND.exec(text) : null;
  if (!found || !('day' in made)) return 0;
  const [whole, chinese, english = ''] = found;
  const number = chinese === undefined ? englishDays(english)[0] : chineseDay(chinese);
  return number === weekdayOf(made.day) ? whole.length : 0;
}
