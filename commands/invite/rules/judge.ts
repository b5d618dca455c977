/**
 * What counts as an invitation (邀请), and what is looked at first. Pure: facts in, verdict out. What
 * only looks wrong is held for a person to decide; nothing is voided in silence.
 */
import { after, hours, type Instant, instantOf, minutes, type Span, spanBetween } from '#kit';
import type { Settings } from '../settings.ts';

/** `rejected` and `left` count against the inviter, `held` counts neither way. */
export type State = 'pending' | 'valid' | 'left' | 'rejected' | 'held';

export type Reason = RejectReason | HoldReason | LeaveReason;
/** `refused`: by a manager; `same`: inviter and newcomer turned out to be one person. */
type RejectReason = 'bot' | 'added' | 'ring' | 'old' | 'same' | 'refused';
/**
 * `unseen`: nobody saw the newcomer come in; `later`: the inviter came after the newcomer;
 * `parted`: linked accounts went apart again.
 */
type HoldReason = 'ring' | 'burst' | 'rivals' | 'unseen' | 'later' | 'parted';
type LeaveReason = 'gone' | 'removed' | 'erased';

export type Verdict =
  | { readonly state: 'pending' }
  | { readonly state: 'rejected'; readonly reason: RejectReason }
  | { readonly state: 'held'; readonly reason: HoldReason };

export interface JoinFacts {
  readonly isBot: boolean;
  /** An owner, admin or manager added the newcomer with their own hand. */
  readonly isAddedByStaff: boolean;
  /** Along the inviters one comes back to the newcomer. */
  readonly isRing: boolean;
  readonly joinedAt: Instant;
  /** When anything of the newcomer was seen first, in any group of the community. */
  readonly firstSeenAt: Instant;
}

/** Platforms round times, and tell a join after the first word. */
const SLACK: Span = minutes(1);

/** Judges a newcomer whose inviter is known from the platform. */
export function judgeJoin(facts: JoinFacts): Verdict {
  if (facts.isBot) return { state: 'rejected', reason: 'bot' };
  if (facts.isRing) return { state: 'rejected', reason: 'ring' };
  if (spanBetween(facts.firstSeenAt, facts.joinedAt) > SLACK) {
    return { state: 'rejected', reason: 'old' };
  }
  return facts.isAddedByStaff ? { state: 'rejected', reason: 'added' } : { state: 'pending' };
}

export interface ClaimFacts {
  readonly isOneself: boolean;
  readonly isInviterGone: boolean;
  readonly isRing: boolean;
  readonly now: Instant;
  readonly firstSeenAt: Instant;
  /** Undefined when no platform has told it. */
  readonly joinedAt: Instant | undefined;
  readonly inviterSeenAt: Instant;
}

export type ClaimRefusal = 'oneself' | 'inviterGone' | 'ring' | 'old';

export type ClaimVerdict = Verdict | { readonly state: 'refused'; readonly why: ClaimRefusal };

/** Judges the word of a newcomer. What is refused leaves no trace: anybody may name anybody. */
export function judgeClaim(facts: ClaimFacts, { claimDays }: Settings): ClaimVerdict {
  if (facts.isOneself) return { state: 'refused', why: 'oneself' };
  if (facts.isInviterGone) return { state: 'refused', why: 'inviterGone' };
  if (facts.isRing) return { state: 'refused', why: 'ring' };
  if (spanBetween(facts.firstSeenAt, facts.now) > hours(24 * claimDays)) {
    return { state: 'refused', why: 'old' };
  }
  if (facts.inviterSeenAt > facts.firstSeenAt) return { state: 'held', reason: 'later' };
  return facts.joinedAt === undefined ? { state: 'held', reason: 'unseen' } : { state: 'pending' };
}

export interface Stay {
  readonly joinedAt: Instant;
  readonly now: Instant;
  /** Days on which the newcomer spoke. */
  readonly daysTalked: number;
}

/** When a newcomer has stayed long enough. */
export function stayedAt(joinedAt: Instant, { stayDays }: Settings): Instant {
  return after(joinedAt, hours(24 * stayDays));
}

/** Whether an invitation counts by now. */
export function isReady({ joinedAt, now, daysTalked }: Stay, settings: Settings): boolean {
  return now >= stayedAt(joinedAt, settings) && daysTalked >= settings.talkDays;
}

/** Whoever left by mistake is back by then. */
const BACK_WITHIN: Span = hours(24);

export interface Return {
  readonly leftAt: Instant;
  readonly now: Instant;
  readonly round: number;
  readonly reason: Reason | null;
}

/**
 * Whether a newcomer who left alone may begin again; once, or leaving and coming would be a game.
 * Whoever left while held has used that up: it would lead around the review.
 */
export function mayBeginAgain({ leftAt, now, round, reason }: Return): boolean {
  return reason === 'gone' && round === 1 && spanBetween(leftAt, now) <= BACK_WITHIN;
}

/** A rush, and how many newcomers of one inviter are still none. */
export interface Rush {
  /** Joins before this moment do not belong to it. */
  readonly since: Instant;
  readonly most: number;
}

/** What is looked for when somebody has come: too many in a short time, or in a day. */
export function rushesBefore(now: Instant, { burst }: Settings): readonly Rush[] {
  const { most, withinMinutes, mostOfDay } = burst;
  return [
    { since: instantOf(now - minutes(withinMinutes)), most },
    { since: instantOf(now - hours(24)), most: mostOfDay },
  ].filter((rush) => rush.most > 0);
}
