/** The days of the week as people type them, in Chinese and English; Monday is 1. */

const CHINESE_WEEK = '一二三四五六日';
const ENGLISH_WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** For patterns: «周», «星期», and what stands behind it. */
export const CHINESE_WEEKDAY = '(?:周|週|星期|礼拜|禮拜)';
export const CHINESE_DAY = '[一二三四五六日天]';
export const ENGLISH_DAY = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?';

/** «五», «5»; @returns 0 for anything else than one of {@link CHINESE_DAY}, or its digit */
export function chineseDay(name: string): number {
  if (/^[1-7]$/.test(name)) return Number(name);
  return CHINESE_WEEK.indexOf(name.replace('天', '日')) + 1;
}

/** «Mon, Wed and Friday»; 0 for what is no day. */
export function englishDays(names: string): readonly number[] {
  const words = names
    .toLowerCase()
    .split(/,|and|&/)
    .map((word) => word.trim());
  return words.map((word) => ENGLISH_WEEK.indexOf(word.slice(0, 3)) + 1);
}
