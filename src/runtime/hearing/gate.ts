/**
 * May this member use this command here and now? Rights are those of the moment, read in the same
 * transaction in which the command will run.
 */
import { type Instant, type Member, mayActAs, type Role, spanBetween } from '#kit';
import type { KnownCommand } from '../registry.ts';

/** A message delivered later than this takes no effect any more: its moment has passed. */
const OLDEST_MS = 24 * 60 * 60 * 1_000;
/** Clocks of platforms and of this machine may differ by this much. */
const CLOCK_SKEW_MS = 2 * 60 * 1_000;

export type Passage =
  | { readonly kind: 'pass' }
  | { readonly kind: 'wrongPlace'; readonly place: 'group' | 'private' }
  | { readonly kind: 'switchedOff' }
  | { readonly kind: 'noRight'; readonly needed: Role }
  | { readonly kind: 'wait'; readonly seconds: number }
  /** `isLate`: from the past; otherwise the clocks do not agree. */
  | { readonly kind: 'outOfTime'; readonly isLate: boolean };

export interface Attempt {
  readonly known: KnownCommand;
  readonly member: Member;
  readonly inGroup: boolean;
  readonly isOn: boolean;
  readonly sentAt: Instant;
  readonly now: Instant;
  /** Starts the wait and tells how long it still is. */
  waitSeconds(): number;
}

export function passage(attempt: Attempt): Passage {
  const { place = 'both', role = 'member' } = attempt.known.command;
  if (!attempt.isOn) return { kind: 'switchedOff' };
  const { sentAt, now } = attempt;
  if (!isInTime(sentAt, now)) return { kind: 'outOfTime', isLate: sentAt < now };
  const here = attempt.inGroup ? 'group' : 'private';
  if (place !== 'both' && place !== here) return { kind: 'wrongPlace', place };
  if (!mayActAs(attempt.member.role, role)) return { kind: 'noRight', needed: role };
  const seconds = attempt.waitSeconds();
  return seconds > 0 ? { kind: 'wait', seconds } : { kind: 'pass' };
}

/** Neither from the future nor older than a day. */
export function isInTime(sentAt: Instant, now: Instant): boolean {
  const age = spanBetween(sentAt, now);
  return age <= OLDEST_MS && age >= -CLOCK_SKEW_MS;
}
