/**
 * The rules of points (积分): who may earn, give, add and take how much. Pure: facts in, outcome out.
 */
import { type Instant, type Member, type MemberId, mayActAs, type Points } from '#kit';

export interface ChatRules {
  readonly chatPoints: number;
  readonly dailyCap: number;
}

/**
 * The most that talk really earns in a day: whole payments that fit under the cap, so 9 for 3
 * points and a cap of 10.
 */
export function chatCap({ chatPoints, dailyCap }: ChatRules): number {
  return chatPoints === 0 ? 0 : Math.floor(dailyCap / chatPoints) * chatPoints;
}

export type GiveOutcome = { readonly kind: 'give' } | GiveRefusal;

export type GiveRefusal =
  | { readonly kind: 'toOneself' }
  | { readonly kind: 'tooFew'; readonly smallest: number }
  /** `left` is what may still be given today. */
  | { readonly kind: 'overDay'; readonly left: number };

export interface GiveFacts {
  readonly isOneself: boolean;
  readonly points: Points;
  /** Given today already. */
  readonly given: number;
  readonly settings: {
    readonly giveSmallest: number;
    readonly giveDailyMost: number;
  };
}

/** Whether a gift may be made; whether the giver has enough is for the ledger to say. */
export function decideGive({ isOneself, points, given, settings }: GiveFacts): GiveOutcome {
  const left = Math.max(0, settings.giveDailyMost - given);
  if (isOneself) return { kind: 'toOneself' };
  if (points < settings.giveSmallest) return { kind: 'tooFew', smallest: settings.giveSmallest };
  return points > left ? { kind: 'overDay', left } : { kind: 'give' };
}

export type AdjustOutcome =
  | { readonly kind: 'post' }
  | { readonly kind: 'needsSecond' }
  | AdjustRefusal;

export type AdjustRefusal =
  | { readonly kind: 'toOneself' }
  | { readonly kind: 'tooMany'; readonly most: number }
  | { readonly kind: 'overDay'; readonly left: number };

export interface AdjustFacts {
  readonly manager: Pick<Member, 'id' | 'role'>;
  readonly target: Pick<Member, 'id'>;
  /** Signed: negative takes points away. */
  readonly points: number;
  /** What the manager has moved today already. */
  readonly moved: number;
  /** What of it went to the target without a second manager; signed. */
  readonly alone: number;
  readonly settings: {
    readonly managerMost: number;
    readonly managerDaily: number;
    readonly secondManagerAbove: number;
  };
}

/**
 * Whether a manager may add or take so many points; a large amount in small parts of one day is
 * a large amount. Nobody pays themselves but the owner, who
 * answers to nobody here and would only be driven to a second account.
 */
export function decideAdjust(facts: AdjustFacts): AdjustOutcome {
  const { points, moved, alone, settings } = facts;
  const size = Math.abs(points);
  const left = Math.max(0, settings.managerDaily - moved);
  if (isForbiddenToOneself(facts)) return { kind: 'toOneself' };
  if (size > settings.managerMost) return { kind: 'tooMany', most: settings.managerMost };
  if (size > left) return { kind: 'overDay', left };
  const inAll = Math.max(size, Math.abs(alone + points));
  return inAll > settings.secondManagerAbove ? { kind: 'needsSecond' } : { kind: 'post' };
}

export type RequestState = 'open' | 'agreed' | 'refused' | 'expired' | 'void';

export type SecondOutcome =
  | { readonly kind: 'agree' }
  | { readonly kind: 'notOpen' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'ownRequest' }
  | { readonly kind: 'toOneself' }
  /** Who asked is no manager any more, or one of the two is gone. */
  | { readonly kind: 'void' };

export interface SecondFacts {
  readonly state: RequestState;
  readonly expiresAt: Instant;
  readonly now: Instant;
  readonly points: number;
  readonly second: Pick<Member, 'id' | 'role'>;
  /** As they are now; absent when they were erased. */
  readonly requester: Pick<Member, 'id' | 'role'> | undefined;
  readonly target: Pick<Member, 'id'> | undefined;
}

/** Whether a second manager may agree: someone else than who asked, and than who profits. */
export function decideSecond(facts: SecondFacts): SecondOutcome {
  const { state, expiresAt, now, points, second, requester, target } = facts;
  if (state === 'expired' || (state === 'open' && now >= expiresAt)) return { kind: 'expired' };
  if (state !== 'open') return { kind: 'notOpen' };
  if (!target || !requester || !mayActAs(requester.role, 'manager')) return { kind: 'void' };
  if (second.id === requester.id) return { kind: 'ownRequest' };
  return isForbiddenToOneself({ manager: second, target, points })
    ? { kind: 'toOneself' }
    : { kind: 'agree' };
}

function isForbiddenToOneself({
  manager,
  target,
  points,
}: Pick<AdjustFacts, 'manager' | 'target' | 'points'>): boolean {
  return points > 0 && manager.id === target.id && manager.role !== 'owner';
}

/** Whoever asked may withdraw; any other manager may refuse, but nobody their own deduction. */
export function mayRefuse(facts: {
  readonly refuser: MemberId;
  readonly requester: MemberId;
  readonly target: MemberId;
}): boolean {
  return facts.refuser === facts.requester || facts.refuser !== facts.target;
}
