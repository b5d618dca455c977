/**
 * Which public number draws, and until when something about a draw may still be decided. Pure.
 *
 * The hash of the list must be in the group at least a minute before the number is known: else
 * whoever saw the number first could still have changed the list.
 */
import {
  after,
  type Instant,
  instantOf,
  type LetterEnd,
  type Span,
  seconds,
  spanBetween,
} from '#kit';

/** So long the group must have had the hash of the list when the number comes out. */
export const NOTICE = seconds(60);
/** The same with the time that it takes to send the hash. */
const NOTICE_AND_SENDING = seconds(75);
/** The clocks of the bot and of the network may differ by so much. */
const CLOCK_MARGIN = seconds(10);
/** An hour; later rounds would only try the patience of a group that cannot be reached anyway. */
const LONGEST_DELAY_SECONDS = 3_600;
/** After so many moves it is drawn, and said that the hash may have come late. */
export const MOST_MOVES = 5;

interface Planned {
  /** When putting the list together began. */
  readonly begun: Instant;
  readonly delaySeconds: number;
  /** How much longer it takes than there is time for, as known from an earlier try; 0 at first. */
  readonly slackSeconds: number;
}

/** At this time or after it the number is to come out. */
export function dueOfRound({ begun, delaySeconds, slackSeconds }: Planned): Instant {
  return after(begun, seconds(delaySeconds + slackSeconds));
}

/** The number would be known almost before the group has read the hash of the list. */
export function isTooSoon(now: Instant, out: Instant): boolean {
  return spanBetween(now, out) < NOTICE_AND_SENDING;
}

/** Twice what it took, so that a list that takes long is told at the second or third try. */
export function slackAfter(begun: Instant, now: Instant): number {
  return Math.ceil((2 * spanBetween(begun, now)) / seconds(1));
}

/** Each move waits longer: what could not be sent in time may have to wait for a platform. */
export function delayAfter(moves: number, delaySeconds: number): number {
  return Math.min(LONGEST_DELAY_SECONDS, delaySeconds * 2 ** moves);
}

/** When the group must have the hash of the list. */
export function noticeBy(out: Instant): Instant {
  return instantOf(out - NOTICE);
}

/** @param letter what has become of the message with the hash; undefined counts as seen */
export function isSeenInTime(letter: LetterEnd | undefined, out: Instant): boolean {
  if (letter === undefined) return true;
  return letter.kind === 'sent' && letter.at <= noticeBy(out);
}

interface Decision {
  readonly state: string;
  /** When somebody could first know who wins; null in lists from before that was kept. */
  readonly decided_at: Instant | null;
}

/** Whether somebody could know who wins: then nobody may cancel, or put anybody out. */
export function isDecided({ state, decided_at: at }: Decision, heardAt: Instant): boolean {
  if (state !== 'frozen' && state !== 'waiting') return false;
  return at === null || after(heardAt, CLOCK_MARGIN satisfies Span) >= at;
}
