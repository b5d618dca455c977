/**
 * One time of day as people type it: «9点», «晚上8点半», «18:30», «9am», «noon». This is the one place
 * that reads it; several of them are `clock-times.ts`. Full-width digits are made plain before.
 */
import { MINUTES_PER_HOUR, type MinuteOfDay, minuteOfDay } from './day.ts';
import { plainWord } from './fold.ts';
import { NUMERAL, readNumeral } from './numerals.ts';

export interface ClockTime {
  readonly minute: MinuteOfDay;
  /** «晚上12点», «夜里1点»: by the clock it is of the day after the one that is named. */
  readonly isOfNextDay: boolean;
  /** How many characters of the text it took. */
  readonly length: number;
}

/** For patterns: what a part of the day is called. */
export const DAY_PARTS =
  '凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|夜裡|半夜|深夜|午夜|早|晚';
/** For patterns: a part of the day, if there is one, captured. */
export const DAY_PART = `(?:(${DAY_PARTS})\\s*)?`;
/** «9点18点» is two times, and none of 9:18. */
const NO_TIME = `(?!\\s*${NUMERAL}\\s*(?:[点點时時]|[:：]\\d))`;
const CHINESE = new RegExp(
  `^${DAY_PART}(${NUMERAL})\\s*[点點时時](?:钟|鐘|整)?` +
    `(?:${NO_TIME}(?:\\s*(半|[一1三3]刻)|\\s*(${NUMERAL})(?!刻)\\s*分?))?`,
);
const CLOCK = new RegExp(
  `^(?:at\\s+)?${DAY_PART}(\\d{1,2})[:：]([0-5]\\d)(?:\\s*([ap])\\.?m\\.?(?![a-z]))?`,
  'i',
);
const ENGLISH = /^(?:at\s+)?(\d{1,2})\s*([ap])\.?m\.?(?![a-z])/i;
/** «at 8», by the clock of 24 hours; nothing may follow that makes it another number. */
const ENGLISH_HOUR = /^at\s+(\d{1,2})(?=[\s,，]|$)/i;
/** «evening at 7», «in the morning 9:30»: what «tomorrow» and «every Sunday» leave behind. */
const ENGLISH_PART =
  /^(?:in\s+the\s+)?(morning|afternoon|evening|night),?\s+(?:at\s+)?(\d{1,2})(?:[:.]([0-5]\d))?(?:\s*([ap])\.?m\.?)?(?![a-z\d:])/i;
/** «6.30pm». */
const DOTTED = /^(?:at\s+)?(\d{1,2})\.([0-5]\d)\s*([ap])\.?m\.?(?![a-z])/i;
const NAMED = /^(?:at\s+)?(noon|midnight|正午|零[点點时時]整?)(?![a-z零一二三四五六七八九十\d])/i;

const NOON = 12;
/** «下午3点», «晚上8点», and «中午1点». */
const AFTERNOON = /^(?:下午|傍晚)$/;
const NIGHT = /^(?:晚上|晚|夜里|夜裡|半夜|深夜|午夜)$/;
/** «夜里4点» is before the morning, «晚上5点» after the afternoon. */
const FIRST_OF_EVENING = 5;

/** Reads a time at the beginning of a text; undefined when there is none. */
export function readClockTime(text: string): ClockTime | undefined {
  return readDigits(text) ?? readChineseTime(text) ?? readEnglish(text) ?? readNamed(text);
}

/** One time and nothing else: «晚上8点», «20:00», «8pm»; a number alone is none. */
export function parseClockTime(typed: string): MinuteOfDay | undefined {
  const text = plainWord(typed);
  const read = readClockTime(text);
  return read?.length === text.length ? read.minute : undefined;
}

/** Whether a text begins with what looks like a time and is none: «25点», «9:75». */
export function isNoClockTime(text: string): boolean {
  const looksLike = new RegExp(`^${DAY_PART}(?:${NUMERAL}\\s*[点點时時]|\\d{1,2}[:：]\\d{2})`);
  return looksLike.test(text) && readClockTime(text) === undefined;
}

function readDigits(text: string): ClockTime | undefined {
  const found = CLOCK.exec(text);
  if (!found) return undefined;
  const [all, part, hours = '', minutes = '', half] = found;
  const hour = half === undefined ? inDay(Number(hours), part) : ofHalf(Number(hours), half);
  const time = made(hour, Number(minutes), all.length);
  return time && half === undefined ? { ...time, isOfNextDay: isNextDay(hour, part) } : time;
}

/** «九点», «晚上8点半». */
export function readChineseTime(text: string): ClockTime | undefined {
  const found = CHINESE.exec(text);
  if (!found) return undefined;
  const [all, part, hours = '', half, minutes] = found;
  const hour = readNumeral(hours);
  const minute = half === undefined ? readNumeral(minutes ?? '0') : MINUTES_IN[half.charAt(0)];
  if (hour === undefined || minute === undefined) return undefined;
  const time = made(inDay(hour, part), minute, all.length);
  return time && { ...time, isOfNextDay: isNextDay(inDay(hour, part), part) };
}

/** «半», «一刻», «三刻». */
const MINUTES_IN: Readonly<Record<string, number>> = { 半: 30, 一: 15, 1: 15, 三: 45, 3: 45 };

function readEnglish(text: string): ClockTime | undefined {
  const [whole, part = '', typed = '', minutes = '0', given] = ENGLISH_PART.exec(text) ?? [];
  if (whole !== undefined) {
    const hour = hourOfPart(Number(typed), part.toLowerCase(), given);
    const time = made(hour, Number(minutes), whole.length);
    const isNext = given === undefined && part.toLowerCase() === 'night' && hour < FIRST_OF_EVENING;
    return time && { ...time, isOfNextDay: isNext };
  }
  const [dotted, dottedHour = '', dottedMinutes = '', dottedHalf = ''] = DOTTED.exec(text) ?? [];
  if (dotted !== undefined) {
    return made(ofHalf(Number(dottedHour), dottedHalf), Number(dottedMinutes), dotted.length);
  }
  const found = ENGLISH.exec(text);
  if (found) {
    const [all, hours = '', half = ''] = found;
    return made(ofHalf(Number(hours), half), 0, all.length);
  }
  const [all, hour] = ENGLISH_HOUR.exec(text) ?? [];
  return all === undefined ? undefined : made(Number(hour), 0, all.length);
}

function readNamed(text: string): ClockTime | undefined {
  const found = NAMED.exec(text);
  if (!found) return undefined;
  return made(/^(?:midnight|零)/i.test(found[1] ?? '') ? 0 : NOON, 0, found[0].length);
}

/** «下午3点» is 15, «下午15点» too; «中午1点» is 13; «晚上12点» and «凌晨12点» are 0. */
function inDay(hour: number, part = ''): number {
  if (part === '中午') return hour < 3 ? hour + NOON : hour;
  if (hour === NOON) return part === '凌晨' || NIGHT.test(part) ? 0 : NOON;
  if (NIGHT.test(part)) return hour >= FIRST_OF_EVENING && hour < NOON ? hour + NOON : hour;
  return AFTERNOON.test(part) && hour < NOON ? hour + NOON : hour;
}

/** An hour of the clock before the morning, said as one of the night. */
function isNextDay(hour: number, part = ''): boolean {
  return NIGHT.test(part) && hour < FIRST_OF_EVENING;
}

/** «evening at 7» is 19, «night at 12» is 0, «morning at 9» and «evening 19:00» are as said. */
function hourOfPart(hour: number, part: string, half: string | undefined): number {
  if (half !== undefined) return ofHalf(hour, half);
  if (part === 'morning' || hour > NOON) return hour;
  if (part === 'night' && (hour === NOON || hour < FIRST_OF_EVENING)) return hour % NOON;
  return ofHalf(hour, 'p');
}

function ofHalf(hour: number, half: string): number {
  if (hour < 1 || hour > NOON) return Number.NaN;
  return (hour % NOON) + (half.toLowerCase() === 'p' ? NOON : 0);
}

function made(hour: number, minute: number, length: number): ClockTime | undefined {
  const isRight = hour >= 0 && hour < 24 && minute >= 0 && minute < MINUTES_PER_HOUR;
  if (!isRight) return undefined;
  return { minute: minuteOfDay(hour * MINUTES_PER_HOUR + minute), isOfNextDay: false, length };
}
