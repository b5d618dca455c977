/**
 * From one time of day to another: every so often between them, «8点到20点每2小时»; without how often
 * it is told that a push has a moment and no length, «13:00-15:00»: nothing of it becomes text.
 */
import {
  type ClockTime,
  type ClockTimes,
  DAY_PART,
  MINUTES_PER_HOUR,
  type MinuteOfDay,
  minuteOfDay,
  readClockTime,
} from '#kit';
import { MOST_TIMES } from '../times/when.ts';
import { type ReadStep, readStep } from './read-step.ts';
import { rest, SHORTEST_STEP_MINUTES, type WhenProblem } from './when-read.ts';

const FROM = /^(?:从|從|自|(?:from|between)\s+)\s*/i;
const TO = /^\s*(?:直?到|至|[-–—~～]|(?:to|until|till)(?=\s))\s*/i;
const AND = /^\s+and\s+/i;
const BETWEEN = /^\s*(?:之?[间間]|期[间間]|为止|為止)/;
/** «8到20点», «from 9 to 18»: the hour alone. */
const BARE = new RegExp(`^${DAY_PART}\\d{1,2}(?=$|[\\s,，、。到至直\\-–—~～之间間])`);

/** Every so often comes again, also where no days are named. */
export interface Hours extends ClockTimes {
  readonly isAgain: true;
}

/** Reads it at the beginning of a text; undefined where there is none. */
export function readHours(text: string): Hours | WhenProblem | undefined {
  const early = readStep(text);
  const hours = readBounds(early ? rest(text, early.length) : text);
  if (!hours) return early || hasNoEnd(text) ? { kind: 'noHours' } : undefined;
  const before = early ? text.length - rest(text, early.length).length : 0;
  const behind = text.slice(before + hours.length);
  const late = early ? undefined : readStep(rest(behind, 0));
  const step = early ?? late;
  if (!step) return { kind: 'clockSpan', from: hours.from, to: hours.to };
  const gap = late ? behind.length - rest(behind, 0).length + late.length : 0;
  const minutes = between(hours, step);
  return 'kind' in minutes
    ? minutes
    : { minutes: minutes.found, nextDay: [], isAgain: true, length: before + hours.length + gap };
}

/** «9点开始每2小时». */
function hasNoEnd(text: string): boolean {
  const [word = ''] = FROM.exec(text) ?? [];
  const from = readBound(text.slice(word.length));
  const behind = text.slice(word.length + (from?.length ?? 0));
  const [begins = ''] = /^\s*(?:开始|開始|起)[\s,，]*/.exec(behind) ?? [];
  return from !== undefined && begins !== '' && readStep(behind.slice(begins.length)) !== undefined;
}

interface Bounds {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
  readonly length: number;
}

function readBounds(text: string): Bounds | undefined {
  const [word = ''] = FROM.exec(text) ?? [];
  const from = readBound(text.slice(word.length));
  if (!from) return undefined;
  const behind = text.slice(word.length + from.length);
  const [to = ''] = TO.exec(behind) ?? (/^between/i.test(word) ? (AND.exec(behind) ?? []) : []);
  const until = to === '' ? undefined : readBound(behind.slice(to.length));
  // Two bare numbers may be anything: «3-5».
  if (!until || (from.isBare && until.isBare && word === '')) return undefined;
  const length = word.length + from.length + to.length + until.length;
  const [more = ''] = BETWEEN.exec(text.slice(length)) ?? [];
  return { ...inOneDay(from, until), length: length + more.length };
}

type Bound = ClockTime & { readonly isBare: boolean; readonly hasPart: boolean };

function readBound(text: string): Bound | undefined {
  const read = readClockTime(text);
  const hasPart = /^(?:\D*[早晚上下中凌清傍夜半深午]|.*?[ap]\.?m\b)/i.test(
    text.slice(0, read?.length ?? 0),
  );
  if (read) return { ...read, isBare: false, hasPart };
  const [bare = '', part] = BARE.exec(text) ?? [];
  const hour = bare === '' ? undefined : readClockTime(`${bare}点`);
  return hour && { ...hour, length: bare.length, isBare: true, hasPart: part !== undefined };
}

const NOON_MINUTES = 12 * MINUTES_PER_HOUR;

/** «下午3点到5点»: the second is of the same part of the day. */
function inOneDay(from: Bound, to: Bound): Pick<Bounds, 'from' | 'to'> {
  const later = to.minute + NOON_MINUTES;
  const isSamePart = !to.hasPart && to.minute <= from.minute && to.minute < NOON_MINUTES;
  const isMeantLater = isSamePart && later > from.minute && from.hasPart;
  return { from: from.minute, to: isMeantLater ? minuteOfDay(later) : to.minute };
}

function between(
  { from, to }: Bounds,
  { minutes: step }: ReadStep,
): { readonly found: readonly MinuteOfDay[] } | WhenProblem {
  if (step < SHORTEST_STEP_MINUTES) return { kind: 'tooOften' };
  if (to <= from) return { kind: 'overMidnight' };
  const count = Math.floor((to - from) / step) + 1;
  if (count > MOST_TIMES) return { kind: 'tooMuch' };
  return { found: Array.from({ length: count }, (_, at) => minuteOfDay(from + at * step)) };
}
