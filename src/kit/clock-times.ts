/**
 * Several times of day in one phrase: «9点和21点», «9点/18点», «9、12、18点», «at 9 and 18»; and all of an
 * answer to «at what time?», where «9» alone says it.
 */
import { type ClockTime, DAY_PART, readChineseTime, readClockTime } from './clock-time.ts';
import type { MinuteOfDay } from './day.ts';
import { plainWord } from './fold.ts';
import { NUMERAL } from './numerals.ts';

export interface ClockTimes {
  /** In the order of the clock, each once. */
  readonly minutes: readonly MinuteOfDay[];
  /** Of those that are meant for the night, by the clock of the day after the one that is named. */
  readonly nextDay: readonly MinuteOfDay[];
  /** How many characters of the text they took. */
  readonly length: number;
}

/** What joins two times. */
const JOINT = /^\s*(?:[、,，和及与與跟&+/／]|and\b)\s*/i;
/** «9、12、18点»: the last one says what all of them are. */
const LIST = new RegExp(
  `^${DAY_PART}(\\d{1,2}(?:\\s*[、,，/／和及与與]\\s*\\d{1,2})+)\\s*[点點](?!\\s*[\\d半一三])`,
);
/** «at 9 and 18», «evening at 7, 8 and 9»; «at 9, 10 pushups» is one time. */
const ENGLISH_LIST =
  /^(?:(?:in\s+the\s+)?(morning|afternoon|evening|night),?\s+(?:at\s+)?|at\s+)(\d{1,2}(?:\s*,\s*\d{1,2})*\s*,?\s*(?:and|&|\/)\s*\d{1,2})(?=\s|$)(?!\s*[ap]\.?m\b)/i;
/** «晚上8点和10点» are both of the evening. */
const LATE_PART = /^(?:下午|傍晚|晚上|夜里|夜裡|半夜|深夜|晚)(?=\s*\d|\s*[一二三四五六七八九十两])/;
const NO_PART = new RegExp(`^${NUMERAL}\\s*[点點时時]`);
/** «早晚8点» are two. */
const MORNING_AND_EVENING = /^早晚(?:各|的)?\s*/;

/** Reads one or more times at the beginning of a text; undefined when there is none. */
export function readClockTimes(text: string): ClockTimes | undefined {
  return readList(text) ?? readTwice(text) ?? readInTurn(text);
}

function readInTurn(text: string): ClockTimes | undefined {
  const found: ClockTime[] = [];
  let at = 0;
  let part = '';
  let next = readClockTime(text);
  while (next) {
    found.push(next);
    [part = part] = LATE_PART.exec(text.slice(at).replace(JOINT, '')) ?? [];
    at += next.length;
    next = readNext(text.slice(at), part);
  }
  return found.length === 0 ? undefined : all(found, at);
}

/** With what joins it; where nothing does, nothing else may hang on it: «9点 10点开会» is one. */
function readNext(text: string, part: string): ClockTime | undefined {
  const [joint = ''] = JOINT.exec(text) ?? [];
  const [gap = ''] = joint === '' ? (/^[^\S\n]*/.exec(text) ?? []) : [joint];
  const behind = text.slice(gap.length);
  const time = NO_PART.test(behind) ? ofPart(behind, part) : readClockTime(behind);
  const length = gap.length + (time?.length ?? 0);
  const isAlone = joint !== '' || /^(?:$|[\s,，:：、。])/u.test(text.slice(length));
  return time && isAlone ? { ...time, length } : undefined;
}

/** A time that names no part of the day is of the one before. */
function ofPart(text: string, part: string): ClockTime | undefined {
  const time = readClockTime(part + text);
  return time && { ...time, length: time.length - part.length };
}

function readList(text: string): ClockTimes | undefined {
  const [whole, part = '', list = ''] = LIST.exec(text) ?? [];
  if (whole !== undefined) return ofHours(list, (hour) => `${part}${hour}点`, whole);
  const [words, half = 'at', hours = ''] = ENGLISH_LIST.exec(text) ?? [];
  return words === undefined ? undefined : ofHours(hours, (hour) => `${half} ${hour}`, words);
}

function ofHours(
  list: string,
  said: (hour: string) => string,
  { length }: { readonly length: number },
): ClockTimes | undefined {
  const hours = list.match(/\d{1,2}/g) ?? [];
  const times = hours.flatMap((hour) => readClockTime(said(hour)) ?? []);
  return times.length < hours.length ? undefined : all(times, length);
}

function readTwice(text: string): ClockTimes | undefined {
  const [words = ''] = MORNING_AND_EVENING.exec(text) ?? [];
  const time = text.slice(words.length);
  const both = words === '' ? [] : ['早', '晚'].map((part) => readChineseTime(part + time));
  const [morning, evening] = both;
  if (!morning || !evening) return undefined;
  return all([morning, evening], words.length + morning.length - 1);
}

function all(times: readonly ClockTime[], length: number): ClockTimes {
  const minutesOf = (some: readonly ClockTime[]) =>
    [...new Set(some.map(({ minute }) => minute))].sort((one, other) => one - other);
  const nextDay = minutesOf(times.filter(({ isOfNextDay }) => isOfNextDay));
  return { minutes: minutesOf(times), nextDay, length };
}

/** «就9点吧», «at 9 please». */
const AROUND = /^(?:那?就|在)\s*|(?:[发發]|吧|呗|唄|好了|就行|就好|please)*[\s。.!~…]*$/gu;
const BETWEEN = /[\s、,和及与與跟&+/]+|\band\b/u;
const BARE = new RegExp(`^(?:${DAY_PART}${NUMERAL}|(?:morning|afternoon|evening|night) \\d{1,2})$`);

/**
 * An answer to «at what time?»: times and nothing else, and «9», «九» and «9 18» are, too.
 * @param part of the day, where the question was of one: «晚上» makes «8» 20:00
 */
export function parseClockTimes(typed: string, part = ''): ClockTimes | undefined {
  const text = plainWord(typed).replace(AROUND, '');
  const readAll = (one: string) => {
    const read = readClockTimes(one);
    return read?.length === one.length ? read : undefined;
  };
  const said = withMarks(text);
  return readAll(withMarks(part + text)) ?? readAll(said) ?? readAll(`${said}点`) ?? ofBare(text);
}

/** «2030» and «20.30» are «20:30», «at 9» and «晚上8» are hours. */
function withMarks(text: string): string {
  const clock = text.replace(/^(\d{2})(\d{2})$/, '$1:$2').replace(/^(\d{1,2})\.(\d{2})$/, '$1:$2');
  return BARE.test(clock) && !/^[a-z]/.test(clock) ? `${clock}点` : clock;
}

function ofBare(text: string): ClockTimes | undefined {
  const words = text.split(BETWEEN).filter((word) => word !== '');
  const times = words.map((word) => readClockTime(withMarks(word)));
  const found = times.filter((time) => time !== undefined);
  const isAll = words.every((word, at) => times[at]?.length === withMarks(word).length);
  return isAll && found.length > 0 ? all(found, text.length) : undefined;
}
