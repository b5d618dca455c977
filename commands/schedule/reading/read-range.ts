/** From which day to which a schedule goes on: «从12月1日到12月31日», «from … until …». */
import type { Day } from '#kit';
import { readDays } from './read-days.ts';

export interface ReadRange {
  readonly from?: Day;
  readonly to?: Day;
  /** How many characters of the text it took. */
  readonly length: number;
}

const FROM = /^(?:从|從|自|from\s+|starting\s+(?:on\s+)?)\s*/i;
const FROM_END = /^\s*(?:开始|開始|起)/;
const TO = /^[\s,，]*(?:到|至|直到|[-–—~]|(?:to|until|till)\s+)\s*/i;
const TO_END = /^\s*(?:为止|為止|止|结束|結束)/;

/** Reads a range at the beginning of a text; undefined when there is none. */
export function readRange(text: string, today: Day): ReadRange | undefined {
  const from = readBound(text, { before: FROM, behind: FROM_END, today });
  const left = text.slice(from?.length ?? 0);
  const to = readBound(left, { before: TO, behind: TO_END, today: from?.day ?? today });
  if (!from && !to) return undefined;
  return {
    ...(from && { from: from.day }),
    ...(to && { to: to.day }),
    length: (from?.length ?? 0) + (to?.length ?? 0),
  };
}

interface Bound {
  readonly before: RegExp;
  readonly behind: RegExp;
  /** A date without its year is the next one from here on. */
  readonly today: Day;
}

function readBound(text: string, { before, behind, today }: Bound) {
  const [word = ''] = before.exec(text) ?? [];
  if (word === '') return undefined;
  const read = readDays(text.slice(word.length), today);
  if (!read || !('day' in read)) return undefined;
  const length = word.length + read.length;
  const [end = ''] = behind.exec(text.slice(length)) ?? [];
  return { day: read.day, length: length + end.length };
}
