/**
 * Days as they are said in passing: «每晚», «月初», «30号», «圣诞节», «tonight», «Mon-Fri», «the first of
 * every month». What they mean is no other than what the longer ways to say it mean.
 */
import { addDays, type Day, monthOf, NUMERAL, readNumeral } from '#kit';
import { isWeekday } from '../times/when.ts';
import { dated, ofNextMonth, yearly } from './calendar-dates.ts';
import type { DayPattern, Made } from './day-pattern.ts';
import { ENGLISH_DAY, englishDays } from './weekday-names.ts';

/** A time follows, for «30号楼停水» may be what is pushed. */
const TIME_FOLLOWS =
  '(?=\\s|(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚)|\\d{1,2}[:：点點]|[零一二三四五六七八九十两]{1,2}[点點])';

/** «每天两次», «twice a day»: how often, and nothing of when. */
const OFTEN = new RegExp(
  `^(?:(?:每天|每日|天天|一天|一日)(?:[要发發]|提醒)?(${NUMERAL})[次回遍]` +
    '|(once|twice|thrice|(?:\\d{1,2}|two|three|four|five|six) times)(?:\\s+(?:a|each|every|per)\\s+day|\\s+daily)\\b)',
  'i',
);

/** Whether a text begins with how often a day, more than once. */
export function isCounted(text: string): boolean {
  const [whole, count = '', words = ''] = OFTEN.exec(text) ?? [];
  return whole !== undefined && readNumeral(count) !== 1 && !/^(?:once|1 times)$/i.test(words);
}

/** The same date of every year. */
const DATES: readonly (readonly [RegExp, number, number])[] = [
  [/^(?:平安夜|聖誕夜|christmas eve)/i, 12, 24],
  [/^(?:圣诞节?|聖誕節?|christmas(?: day)?|xmas)/i, 12, 25],
  [/^(?:情人节|情人節|valentine'?s(?: day)?)/i, 2, 14],
  [/^(?:万圣节前夜|萬聖節前夕|halloween)/i, 10, 31],
  [/^(?:跨年夜?|new year'?s eve(?! \(lunar\)))/i, 12, 31],
  // As Taiwan has it; on the mainland 父亲节 is in June.
  [/^(?:父親節|爸爸節|八八節)/, 8, 8],
];

export const EVERYDAY_DAYS: readonly DayPattern[] = [
  [OFTEN, () => ({ days: { on: 'every' } })],
  [/^每[早晚]上?/, () => ({ days: { on: 'every' } })],
  [/^every\s+(?:morning|afternoon|evening|night)\b/i, () => ({ days: { on: 'every' } })],
  [/^(?:tonight|this\s+(?:morning|afternoon|evening))\b/i, (_, today) => ({ day: today })],
  [/^(?:the\s+)?day after tomorrow/i, (_, today) => ({ day: addDays(today, 2) })],
  [
    new RegExp(`^(?:every\\s+)?(${ENGLISH_DAY})\\s*(?:-|–|to|through)\\s*(${ENGLISH_DAY})\\b`, 'i'),
    between,
  ],
  [
    /^(?:on\s+)?the first (?:day )?of (?:the|every|each) month/i,
    () => ({ days: { on: 'monthDays', days: [1] } }),
  ],
  [
    /^(?:at\s+)?(?:the\s+)?end of (?:the|every|each) month/i,
    () => ({ days: { on: 'monthDays', days: [-1] } }),
  ],
  [/^(?:每(?:个|個)?)?月初(?=\s|\d)/, () => ({ days: { on: 'monthDays', days: [1] } })],
  [/^(?:这|這|本)(?:个|個)?月(?:底|最后一天|最後一天)/, (_, today) => ({ day: monthOf(today).to })],
  [
    new RegExp(`^(?:这|這|本)(?:个|個)?月(${NUMERAL})[日号號]`),
    ([, day], today) => ofThisMonth(day, today),
  ],
  [new RegExp(`^(${NUMERAL})[号號]${TIME_FOLLOWS}`), ([, day], today) => nextSuch(day, today)],
  ...DATES.map(
    ([pattern, month, day]): DayPattern => [pattern, () => yearly(String(month), String(day))],
  ),
];

/** «Mon-Fri»; «Fri to Mon» goes over the weekend. */
function between([, from = '', to = '']: RegExpExecArray): Made {
  const [first = 0, last = 0] = [...englishDays(from), ...englishDays(to)];
  if (first === 0 || last === 0) return undefined;
  const count = (last - first + 7) % 7;
  const named = Array.from({ length: count + 1 }, (_, index) => ((first - 1 + index) % 7) + 1);
  const weekdays = named.filter(isWeekday).sort((one, other) => one - other);
  return { days: { on: 'weekdays', weekdays } };
}

function ofThisMonth(day = '', today: Day) {
  return dated(today.slice(0, 4), today.slice(5, 7), String(readNumeral(day) ?? 0));
}

/** «30号»: of this month, or of the next one where that is over. */
function nextSuch(day: string | undefined, today: Day): Made {
  const own = ofThisMonth(day, today);
  return own && own.day >= today ? own : ofNextMonth(day, today);
}
