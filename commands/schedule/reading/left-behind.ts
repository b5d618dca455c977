/**
 * What stands behind times that were read and belongs to them all the same: it must not become the
 * text of a push. Either it says no more, or it is told what to write.
 */
import { type Day, readClockTimes } from '#kit';
import { readDays } from './read-days.ts';
import { readHours } from './read-hours.ts';
import { rest, type WhenProblem } from './when-read.ts';

/** «9点前 …», «9点多 …»: about when, which is no moment. */
const VAGUE_BEHIND = /^\s*(?:(?:之|以)?[前后後]|多|来|來)(?=$|[\s,，:：])/u;
const VAGUE_BEFORE = /^(?:before|after|by|around|about)\s+(?:\d|noon|midnight)/i;
/** «noon and 6 …», «9点/18 …», «9:00-10 …»: another time, of which not enough is said. */
const HALF_A_TIME = /^(?:\s+and\s+|\s*[&+/]\s*|[-–~～])\d{1,2}(?=$|[\s,，])/i;
const JOINT = /^\s*(?:[、和及与與&+/]|and\b)\s*/i;
/** «9点左右 …», «9点和18点各一次 …». */
const SAYS_NO_MORE =
  /^(?:左右|前后|前後|准时|準時|(?:各|分别|分別)(?:[发發]|提醒)?[一1]次)(?=$|[\s,，:：])/u;

/** What is wrong with what stands right behind times. */
export function problemBehind(text: string, today: Day): WhenProblem | undefined {
  if (VAGUE_BEHIND.test(text)) return { kind: 'vagueClock' };
  if (HALF_A_TIME.test(text)) return { kind: 'halfClock' };
  return isOtherRule(text, today) ? { kind: 'twoRules' } : undefined;
}

/** «before 9 …» in the place of a time. */
export function isVague(text: string): boolean {
  return VAGUE_BEFORE.test(text);
}

/** The text without what says no more than its times. */
export function withoutFiller(text: string): string {
  const plain = text.replace(SAYS_NO_MORE, '');
  return plain === text ? text : rest(plain, 0);
}

/** «每周一9点、周三10点 …»: other days at another time, joined by what joins no texts. */
function isOtherRule(text: string, today: Day): boolean {
  const [joint = ''] = JOINT.exec(text) ?? [];
  const other = joint === '' ? '' : text.slice(joint.length);
  const days = other === '' ? undefined : readDays(other, today);
  const behind = days && rest(other, days.length);
  return behind !== undefined && (readHours(behind) ?? readClockTimes(behind)) !== undefined;
}
