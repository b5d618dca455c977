/** What is typed for a campaign (邀请活动): its days and amounts. Pure. */
import { addDays, type Day, type DayRange, daysBetween, parseDay } from '#kit';

const LONGEST_DAYS = 366;
/** An optional year, a month and a date, apart by `-`, `/`, `.` or the Chinese words. */
const DATE = String.raw`(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号號]?`;
const TWO_DATES = new RegExp(`^(${DATE})(?:到|至|to|[~～—–\\s,，、-])+(${DATE})$`, 'u');
const COUNT = /^(\d{1,3})\s*(?:天|日|days?)?$/u;

/** Reads «7», «7 天», «2026-03-05 2026-03-12» or «3月5日到3月12日»; both days belong to it. */
export function parseSpan(typed: string, today: Day): DayRange | undefined {
  const plain = typed.normalize('NFKC').trim().toLowerCase();
  const count = COUNT.exec(plain)?.[1];
  if (count !== undefined) return spanOf(today, addDays(today, Number(count) - 1), today);
  const [, first = '', last = ''] = TWO_DATES.exec(plain) ?? [];
  const from = dateIn(first, today);
  const to = from && dateIn(last, from);
  return from && to && spanOf(from, to, today);
}

/** Not in the past, not backwards, and not for ever. */
function spanOf(from: Day, to: Day, today: Day): DayRange | undefined {
  const isGood = from >= today && to >= from && daysBetween(from, to) < LONGEST_DAYS;
  return isGood ? { from, to } : undefined;
}

/** Without a year it is the next such day. */
function dateIn(typed: string, notBefore: Day): Day | undefined {
  const numbers = typed.split(/\D+/u).filter((part) => part !== '');
  const [date = '', month = '', year] = numbers.toReversed();
  const on = (of: string) => parseDay(`${of}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  if (year !== undefined) return on(year);
  const thisYear = Number(notBefore.slice(0, 4));
  const soon = on(String(thisYear));
  return soon !== undefined && soon >= notBefore ? soon : on(String(thisYear + 1));
}

/** Reads plain digits up to a bound: `20`, `2000`. */
export function parseAmount(typed: string, most: number): number | undefined {
  const plain = typed
    .normalize('NFKC')
    .trim()
    .replace(/(?:积分|點數|[点點]|points?)$/iu, '')
    .trimEnd();
  if (!/^[1-9][0-9]{0,8}$/.test(plain)) return undefined;
  const amount = Number(plain);
  return amount <= most ? amount : undefined;
}
