/**
 * Days that come again more rarely, as people type them: «每月最后一个周五», «每两周周三», «农历初一、十五»,
 * «每季度第一天», «every second Friday», «last Monday of the month».
 */
import { addDays, type Day, NUMERAL, readNumeral, weekdayOf } from '#kit';
import { isWeekday } from '../times/when.ts';
import type { DayPattern } from './day-pattern.ts';
import {
  CHINESE_DAY,
  CHINESE_WEEKDAY,
  chineseDay,
  ENGLISH_DAY,
  englishDays,
} from './weekday-names.ts';

const WEEK_DAYS = 7;
const LONGEST_WEEKS = 52;
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: -1,
};

/** «每月», «每个月的». */
const EVERY_MONTH = '每(?:个|個)?月(?:的)?';
/** A day of the lunar month; what follows must not make it a time or a longer number. */
const LUNAR_DAY =
  '(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)(?![一二三四五六七八九点點时時:：月日号號])';
const LUNAR = '(?:农历|農曆|阴历|陰曆|旧历|舊曆)';
const AND = '[、,，和及与與]?';
const LUNAR_DAYS = new RegExp(
  `^(?:(?:每(?:个|個)?月)?${LUNAR}\\s*(?:每(?:个|個)?月)?(?:的)?(?=${LUNAR_DAY})` +
    `|(?:${EVERY_MONTH})?(?=初))(${LUNAR_DAY}(?:${AND}${LUNAR_DAY})*)`,
);
const LUNAR_ENGLISH =
  /^(?:on\s+|every\s+)?(?:the\s+)?lunar\s+((?:\d{1,2}(?:st|nd|rd|th))(?:\s*(?:,|and|&)\s*\d{1,2}(?:st|nd|rd|th))*)/i;

export const RARE_DAYS: readonly DayPattern[] = [
  [
    new RegExp(
      `^${EVERY_MONTH}(?:第([一二三四])|(最后一|最後一|最末一))(?:个|個)?${CHINESE_WEEKDAY}(${CHINESE_DAY})`,
    ),
    ([, nth = '', , day = '']) => nthWeekday(nth === '' ? -1 : readNumeral(nth), chineseDay(day)),
  ],
  [
    new RegExp(
      `^(?:every\\s+month\\s+)?(?:on\\s+)?(?:the\\s+|every\\s+)?(first|second|third|fourth|last|1st|2nd|3rd|4th)\\s+(${ENGLISH_DAY})\\s+of\\s+(?:the|every|each)\\s+month`,
      'i',
    ),
    ([, nth = '', day = '']) => nthWeekday(ORDINALS[nth.toLowerCase()], englishDays(day)[0]),
  ],
  [
    new RegExp(
      `^(?:(?:每隔?(?:两|二|2|兩)|每隔一)(?:个|個)?(?:周|週|星期|礼拜|禮拜)|(?:每)?[双雙隔][周週])(?:的)?\\s*(?:${CHINESE_WEEKDAY})?(${CHINESE_DAY})(?![点點时時十:：])`,
    ),
    ([, day = ''], today) => everyWeeks({ every: 2, weekday: chineseDay(day) }, today),
  ],
  [
    new RegExp(
      `^每(${NUMERAL})(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?:的)?\\s*${CHINESE_WEEKDAY}(${CHINESE_DAY})(?![点點时時十:：])`,
    ),
    ([, every = '', day = ''], today) =>
      everyWeeks({ every: readNumeral(every) ?? 0, weekday: chineseDay(day) }, today),
  ],
  [
    new RegExp(`^every\\s+(?:second|other|2nd)\\s+(${ENGLISH_DAY})\\b`, 'i'),
    ([, day = ''], today) => everyWeeks({ every: 2, weekday: englishDays(day)[0] ?? 0 }, today),
  ],
  [
    new RegExp(`^every\\s+(\\d{1,2})\\s+weeks\\s+(?:on\\s+)?(${ENGLISH_DAY})\\b`, 'i'),
    ([, every, day = ''], today) =>
      everyWeeks({ every: Number(every), weekday: englishDays(day)[0] ?? 0 }, today),
  ],
  [LUNAR_DAYS, ([, list = '']) => lunarDays(list.match(new RegExp(LUNAR_DAY, 'g')) ?? [])],
  [LUNAR_ENGLISH, ([, list = '']) => lunarDays(list.match(/\d+/g) ?? [])],
  [
    /^每(?:个|個)?季度?(?:的)?(第一天|首日|最后一天|最後一天|末日?)/,
    ([, which = '']) => quarterDay(/^[第首]/.test(which) ? 1 : -1),
  ],
  [
    /^(?:on\s+)?(?:the\s+)?(first|last) day of (?:the|every|each) quarter/i,
    ([, which = '']) => quarterDay(/^first$/i.test(which) ? 1 : -1),
  ],
];

function nthWeekday(nth: number | undefined, weekday = 0) {
  if (nth === undefined || !isWeekday(weekday)) return undefined;
  return { days: { on: 'nthWeekday', nth, weekday } } as const;
}

interface EveryWeeks {
  readonly every: number;
  readonly weekday: number;
}

/** Counted from the next such day, today included. */
function everyWeeks({ every, weekday }: EveryWeeks, today: Day) {
  if (!isWeekday(weekday) || every < 1 || every > LONGEST_WEEKS) return undefined;
  const from = addDays(today, (weekday - weekdayOf(today) + WEEK_DAYS) % WEEK_DAYS);
  return { days: { on: 'interval', every: every * WEEK_DAYS, from } } as const;
}

function lunarDays(names: readonly string[]) {
  const days = [...new Set(names.flatMap((name) => readNumeral(name) ?? []))];
  const isRight = days.length > 0 && days.every((day) => day >= 1 && day <= 30);
  return isRight ? ({ days: { on: 'lunarDays', days } } as const) : undefined;
}

function quarterDay(day: 1 | -1) {
  return { days: { on: 'quarter', day } } as const;
}
