/**
 * When a group reacts most (最佳时段): the hour between 9 and 22 with the most messages, check-ins
 * among them, of the last four weeks. Pure. It asks for nothing but the group's own history, and
 * says 20:00 while there is less than a week of it.
 */
import { type AttentionRules, type BestTime, type Day, MINUTES_PER_HOUR, minuteOfDay } from '#kit';
import { isQuiet } from '../attention/decide.ts';

/** Habits show in a month, and are soon over when they change. */
export const LEARNT_FROM_DAYS = 28;
/** So many days with talk show a habit. */
const LEAST_DAYS = 7;
/** Reminders come by day: neither to those who sleep, nor when nobody can do anything any more. */
const FIRST_HOUR = 9;
const LAST_HOUR = 21;
/** When most people in most groups have their evening. */
const USUAL_HOUR = 20;

export interface HourOfTalk {
  readonly day: Day;
  /** By the community's clock, 0 to 23. */
  readonly hour: number;
  readonly messages: number;
}

/** Of equal hours the earlier one; none that lies in the quiet hours. */
export function bestTime(
  talk: readonly HourOfTalk[],
  rules: Pick<AttentionRules, 'quietFrom' | 'quietUntil'>,
): BestTime {
  const hours = Array.from({ length: LAST_HOUR - FIRST_HOUR + 1 }, (_, nth) => FIRST_HOUR + nth);
  const open = hours.filter((hour) => !isQuiet(minuteOfDay(hour * MINUTES_PER_HOUR), rules));
  const sums = open.map((hour) => ({ hour, messages: messagesAt(hour, talk) }));
  const [first] = [...sums].sort((a, b) => b.messages - a.messages || a.hour - b.hour);
  const isLearnt =
    new Set(talk.map(({ day }) => day)).size >= LEAST_DAYS && (first?.messages ?? 0) > 0;
  const hour = isLearnt && first ? first.hour : usualOf(open);
  return { minute: minuteOfDay(hour * MINUTES_PER_HOUR), isLearnt };
}

/** The evening, or the last open hour before it: what falls into the quiet hours is never heard. */
function usualOf(open: readonly number[]): number {
  return open.findLast((hour) => hour <= USUAL_HOUR) ?? open[0] ?? USUAL_HOUR;
}

function messagesAt(hour: number, talk: readonly HourOfTalk[]): number {
  return talk.reduce((sum, each) => (each.hour === hour ? sum + each.messages : sum), 0);
}
