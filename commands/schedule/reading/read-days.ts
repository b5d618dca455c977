/** Days as people type them: «每个工作日», «每周一、三», «除夕», «every Friday», «明天», «12月31日». */
import { addDays, type Day, NUMERAL, readNumeral, weekdayOf } from '#kit';
import { type Days, isWeekday } from '../times/when.ts';
import { coming, dated, ofNextMonth, yearly } from './calendar-dates.ts';
import type { DayPattern, Made } from './day-pattern.ts';
import { ENGLISH_DATES } from './read-english-dates.ts';
import { EVERYDAY_DAYS } from './read-everyday-days.ts';
import { FESTIVAL_DAYS } from './read-festivals.ts';
import { RARE_DAYS } from './read-rare-days.ts';
import { weekdayBehind } from './weekday-behind.ts';
import {
  CHINESE_DAY,
  CHINESE_WEEKDAY,
  chineseDay,
  ENGLISH_DAY,
  englishDays,
} from './weekday-names.ts';

/** Days that come again, or one day. */
export type ReadDays = { readonly length: number } & (
  | { readonly days: Days }
  | { readonly day: Day }
);

/** Reads days at the beginning of a text; undefined when there are none. */
export function readDays(text: string, today: Day): ReadDays | undefined {
  // «每逢周末» is «每周末», and «每逢春节» the festival alone; «5pm on Friday» has its day behind.
  const plainly = [
    text.replace(/^每逢/, '每'),
    text.replace(/^每逢/, ''),
    text.replace(/^on\s+/i, ''),
    text.replace(/^each(?=\s)/i, 'every'),
  ];
  for (const plain of new Set([text, ...plainly])) {
    const read = readPlain(plain, today);
    if (read) return { ...read, length: read.length + text.length - plain.length };
  }
  return ofEveryYear(text, today);
}

/** «每年中秋节», «每年农历八月十五»: festivals come every year anyhow. */
function ofEveryYear(text: string, today: Day): ReadDays | undefined {
  const [every = ''] = /^每年(?:的)?/.exec(text) ?? [];
  const read = every === '' ? undefined : readPlain(text.slice(every.length), today);
  const isYearly = read && 'days' in read && /^(?:festival|lunar)$/.test(read.days.on);
  return isYearly ? { ...read, length: read.length + every.length } : undefined;
}

function readPlain(text: string, today: Day): ReadDays | undefined {
  const known: readonly DayPattern[] = [
    ...RARE_DAYS,
    ...EVERYDAY_DAYS,
    ...ENGLISH_DATES,
    ...PATTERNS,
  ];
  for (const [pattern, make] of known) {
    const found = pattern.exec(text);
    const made = found && make(found, today);
    if (!found || !made) continue;
    const { length } = found[0];
    return { ...made, length: length + weekdayBehind(text.slice(length), made) };
  }
  return undefined;
}

/** Whether a text begins with a date that no year has, «2月30日»; where `readDays` finds none. */
export function isNoDate(text: string): boolean {
  const written = `(?:每年|\\d{4}年)?${NUMERAL}月${NUMERAL}[日号號]`;
  return new RegExp(`^(?:${written}|\\d{1,2}/\\d{1,2}\\s+\\d{1,2}[:：点點])`).test(text);
}

const WEEK_DAYS = 7;
/** «Mon, Wed 20:00», «Mondays 9am»: they come again without «every», too. */
const ENGLISH_AGAIN = new RegExp(
  `^(${ENGLISH_DAY}(?:\\s*(?:,|and|&)\\s*${ENGLISH_DAY})+|(?:${ENGLISH_DAY})(?<=days))\\b`,
  'i',
);
/** A day alone is one only where a time follows, for «sun is shining» may be what is pushed. */
const ENGLISH_ONCE = new RegExp(
  `^(?:on\\s+)?(next\\s+)?(${ENGLISH_DAY})(?=,?\\s+(?:at\\s+)?(?:\\d|noon|midnight))`,
  'i',
);
/** «5pm on Friday»; «on Fridays» comes again. */
const ENGLISH_ON = new RegExp(`^on\\s+(next\\s+)?(${ENGLISH_DAY})(?<!days)\\b`, 'i');
const TIME_BEHIND = `(?=\\s|[,，:：]|(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚)?${NUMERAL}[点點时時:：])`;
/** «每周一三五», «周一到周五»; in «周一三点» the second number is the time. */
const CHINESE_AGAIN = new RegExp(
  `^(每(?:个|個)?)?${CHINESE_WEEKDAY}` +
    `(${CHINESE_DAY}(?:[、,，和及/]?${CHINESE_WEEKDAY}?${CHINESE_DAY}(?![点點时時十:：]))*)` +
    `(?:(?:到|至|-|–)${CHINESE_WEEKDAY}?(${CHINESE_DAY}))?(?![次回遍])`,
);
/** «周五», «下周一», «下周1»; not in «周五见», which may be what is pushed. */
const CHINESE_ONCE = new RegExp(
  `^(这|這|本|下下|下)?(?:个|個)?${CHINESE_WEEKDAY}(${CHINESE_DAY}|[1-7](?!\\d))${TIME_BEHIND}`,
);
/** «每周1、3、5», «每周135», «周1到5»: digits are days where a time follows, not in «每周3人一组». */
const DIGIT_WEEK = new RegExp(
  `^(每(?:个|個)?)?${CHINESE_WEEKDAY}([1-7](?:[、,，和及与與/]?${CHINESE_WEEKDAY}?[1-7](?!\\d))*|[1-7]{2,7})` +
    `(?:(?:到|至|-|–|~)${CHINESE_WEEKDAY}?([1-7]))?${TIME_BEHIND}`,
);
const ENGLISH_DAYS = new RegExp(
  `^every\\s+(${ENGLISH_DAY}(?:\\s*(?:,|and|&)\\s*${ENGLISH_DAY})*)\\b`,
  'i',
);
const LUNAR_MONTHS: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12, 臘: 12 };

const PATTERNS: readonly DayPattern[] = [
  [/^(?:每天|每日|天天|every\s?day|daily)/i, () => ({ days: { on: 'every' } })],
  [
    /^(?:每?个?工作日|每個?工作日|上班日|every\s+work(?:ing)?\s*day|work\s?days)/i,
    () => ({ days: { on: 'workdays' } }),
  ],
  [/^(?:every\s+weekdays?|weekdays)/i, () => weekly([1, 2, 3, 4, 5])],
  [/^(?:每个?|每個)?(?:休息日|节假日|節假日|放假日)/, () => ({ days: { on: 'restDays' } })],
  [/^(?:每个?周末|每個?週末|周末|週末|every\s+weekend|weekends)/i, () => weekly([6, 7])],
  [CHINESE_AGAIN, chineseWeek],
  [DIGIT_WEEK, chineseWeek],
  [
    CHINESE_ONCE,
    ([, which = '', name = ''], today) => oneDay({ which, number: chineseDay(name) }, today),
  ],
  [ENGLISH_DAYS, ([, names = '']) => weekly(englishDays(names))],
  [ENGLISH_AGAIN, ([, names = '']) => weekly(englishDays(names))],
  [
    /^(?:每(?:个|個)?月(?:的)?(?:最后一天|最後一天|月底|底)|月底|(?:every\s+month|monthly)?\s*(?:on\s+)?(?:the\s+)?last day of (?:the|every) month|month end)/i,
    () => ({ days: { on: 'monthDays', days: [-1] } }),
  ],
  [
    new RegExp(`^每(?:个|個)?月(?:的)?(${NUMERAL}(?:[号號日]?[、,，和]${NUMERAL})*)[号號日]`),
    monthly,
  ],
  [/^(?:every\s+month\s+)?on the (\d{1,2})(?:st|nd|rd|th)(?: of (?:the|every) month)?/i, monthly],
  [new RegExp(`^每(${NUMERAL})天`), ([, count = ''], today) => interval(readNumeral(count), today)],
  // So many days lie between.
  [
    new RegExp(`^(?:每隔(${NUMERAL})?|隔(?=[天日](?:\\s|${NUMERAL}[点點时時:：])))[天日]`),
    ([, count = '1'], today) => interval(1 + (readNumeral(count) ?? 0), today),
  ],
  [/^every other day/i, (_, today) => interval(2, today)],
  [/^every\s+(\d{1,3})\s+days/i, ([, count], today) => interval(Number(count), today)],
  [new RegExp(`^每年(${NUMERAL})月(${NUMERAL})[日号號]`), ([, month, day]) => yearly(month, day)],
  [
    new RegExp(`^(?:农历|農曆|阴历|陰曆|旧历|舊曆)\\s*(正|冬|腊|臘|${NUMERAL})月(${NUMERAL})日?`),
    lunar,
  ],
  [
    /^(?:每年)?(正|冬|腊|臘|十?[一二三四五六七八九十])月(初[一二三四五六七八九十]|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)(?![日号號\d])/,
    lunar,
  ],
  ...FESTIVAL_DAYS,
  [/^(?:今天|今日|今[早晚]上?|today)/i, (_, today) => ({ day: today })],
  [/^(?:明天|明日|明[早晚]上?|tomorrow)/i, (_, today) => ({ day: addDays(today, 1) })],
  ...[ENGLISH_ONCE, ENGLISH_ON].map(
    (pattern): DayPattern => [
      pattern,
      ([, which = '', name = ''], today) =>
        oneDay({ which: which && '下', number: englishDays(name)[0] ?? 0 }, today),
    ],
  ),
  [/^(?:后天|後天)/, (_, today) => ({ day: addDays(today, 2) })],
  [/^(?:大后天|大後天)/, (_, today) => ({ day: addDays(today, 3) })],
  [
    new RegExp(`^(${NUMERAL})天(?:之|以)?[后後]`),
    ([, count = ''], today) => ({ day: addDays(today, readNumeral(count) ?? 0) }),
  ],
  [/^in\s+(\d{1,3})\s+days/i, ([, count], today) => ({ day: addDays(today, Number(count)) })],
  [
    /^(?:on\s+)?(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号號]?/i,
    ([, year, month, day]) => dated(year, month, day),
  ],
  [
    new RegExp(`^下(?:个|個)?月(?:的)?(${NUMERAL})[日号號]`),
    ([, day], today) => ofNextMonth(day, today),
  ],
  [
    new RegExp(`^(${NUMERAL})月(${NUMERAL})[日号號]`),
    ([, month, day], today) => coming(month, day, today),
  ],
];

function weekly(numbers: readonly number[]): Made {
  const weekdays = [...new Set(numbers)].filter(isWeekday).sort((one, other) => one - other);
  return weekdays.length === 0 ? undefined : { days: { on: 'weekdays', weekdays } };
}

interface WhichDay {
  /** «这», «下», «下下» as in «下周一»; nothing for the next such day, today included. */
  readonly which: string;
  readonly number: number;
}

/** «周五», «下周一»: one day, by weeks that begin on Monday. */
function oneDay({ which, number }: WhichDay, today: Day): Made {
  if (!isWeekday(number)) return undefined;
  const ahead = number - weekdayOf(today);
  if (which === '') return { day: addDays(today, (ahead + WEEK_DAYS) % WEEK_DAYS) };
  const weeks = which.startsWith('下') ? which.length : 0;
  return { day: addDays(today, ahead + weeks * WEEK_DAYS) };
}

/** «每周一、三、五», «周一到周五»; one day alone only with «每». */
function chineseWeek([, every, names = '', last]: RegExpExecArray): Made {
  const listed = [...names].map(chineseDay).filter(isWeekday);
  if (every === undefined && last === undefined && listed.length === 1) return undefined;
  const from = Math.max(...listed);
  const to = last === undefined ? 0 : chineseDay(last);
  // «周五到周一» goes over the weekend.
  const count = last === undefined ? 0 : (to - from + WEEK_DAYS) % WEEK_DAYS;
  const between = Array.from({ length: count }, (_, index) => ((from + index) % WEEK_DAYS) + 1);
  return weekly([...listed, ...between]);
}

function monthly([, list = '']: RegExpExecArray): Made {
  const days = list.split(/[号號日、,，和]+/).flatMap((one) => readNumeral(one) ?? []);
  const isRight = days.length > 0 && days.every((day) => day >= 1 && day <= 31);
  return isRight ? { days: { on: 'monthDays', days: [...new Set(days)] } } : undefined;
}

function interval(every: number | undefined, from: Day): Made {
  if (every === undefined || every < 1 || every > 366) return undefined;
  return every === 1 ? { days: { on: 'every' } } : { days: { on: 'interval', every, from } };
}

function lunar([, monthName = '', dayName = '']: RegExpExecArray): Made {
  const month = LUNAR_MONTHS[monthName] ?? readNumeral(monthName) ?? 0;
  const day = readNumeral(dayName) ?? 0;
  const isRight = month >= 1 && month <= 12 && day >= 1 && day <= 30;
  return isRight ? { days: { on: 'lunar', month, day } } : undefined;
}
