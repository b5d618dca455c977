/**
 * What is known of a member's stay in a group (在群): put together when two members are merged, and
 * taken apart again. Pure: rows in, rows out.
 */
import {
  type AccountId,
  type Instant,
  instantOf,
  type MemberId,
  mayActAs,
  type PlatformRole,
  type Role,
} from '#kit';

/** A row of memberships, whosever it is. */
export interface Stay {
  readonly role: PlatformRole;
  /** The account that the platform gave the role to. */
  readonly role_account_id: AccountId | null;
  readonly given_role: Role | null;
  readonly joined_at: Instant | null;
  readonly inviter_id: MemberId | null;
  readonly left_at: Instant | null;
  readonly messages: number;
  readonly first_seen_at: Instant;
  readonly last_seen_at: Instant;
}

/** One stay from two: the higher rights, the longer time, all messages. */
export function mergedStay(own: Stay | undefined, theirs: Stay): Stay {
  if (!own) return theirs;
  const isHere = own.left_at === null || theirs.left_at === null;
  const { role, role_account_id } = mayActAs(own.role, theirs.role) ? own : theirs;
  return {
    role,
    role_account_id,
    given_role: higherRole(own.given_role, theirs.given_role),
    joined_at: least(own.joined_at, theirs.joined_at),
    inviter_id: own.inviter_id ?? theirs.inviter_id,
    left_at: isHere ? null : most(own.left_at, theirs.left_at),
    messages: own.messages + theirs.messages,
    first_seen_at: instantOf(Math.min(own.first_seen_at, theirs.first_seen_at)),
    last_seen_at: instantOf(Math.max(own.last_seen_at, theirs.last_seen_at)),
  };
}

export interface PartedStay {
  /** What the one who stayed keeps; nothing when it was never theirs and nothing came since. */
  readonly own: Stay | undefined;
  readonly theirs: Stay;
}

interface Parting {
  /** As it is now. */
  readonly now: Stay;
  /** As they were before. */
  readonly own: Stay | undefined;
  readonly theirs: Stay;
  readonly at: Instant;
}

/**
 * Takes a stay apart. What has changed since stays with the one who went on, and rights that were
 * taken away since come back to nobody.
 */
export function partedStay({ now, own, theirs, at }: Parting): PartedStay {
  const back = {
    ...theirs,
    ...lesser(now, theirs),
    given_role: lower(now.given_role, theirs.given_role),
    left_at: theirs.left_at ?? now.left_at,
  };
  const messages = now.messages - theirs.messages;
  if (own) return { own: ownStay({ now, own, theirs, at }, messages), theirs: back };
  const isUsed = messages > 0 || now.last_seen_at > theirs.last_seen_at;
  // Nobody knows whether the one who goes on is in this group without the other's account.
  const left_at = now.left_at ?? at;
  const gone = { role: 'member', role_account_id: null, given_role: null, left_at } as const;
  return { own: isUsed ? { ...now, ...gone, messages } : undefined, theirs: back };
}

function ownStay({ now, own, theirs }: Parting & { own: Stay }, messages: number): Stay {
  const merged = mergedStay(own, theirs);
  return {
    ...lesser(now, own),
    given_role: now.given_role === merged.given_role ? own.given_role : now.given_role,
    joined_at: now.joined_at === merged.joined_at ? own.joined_at : now.joined_at,
    inviter_id: own.inviter_id,
    left_at: now.left_at === merged.left_at ? own.left_at : now.left_at,
    messages,
    first_seen_at: own.first_seen_at,
    last_seen_at: now.last_seen_at === merged.last_seen_at ? own.last_seen_at : now.last_seen_at,
  };
}

/** The role that may do less, with the account that it was given to. */
function lesser(now: Stay, other: Stay): Pick<Stay, 'role' | 'role_account_id'> {
  const { role, role_account_id } = mayActAs(now.role, other.role) ? other : now;
  return { role, role_account_id };
}

/** Whichever of the two may do more; nothing is less than any. */
export function higherRole(one: Role | null, other: Role | null): Role | null {
  if (one === null || other === null) return one ?? other;
  return mayActAs(one, other) ? one : other;
}

function lower(one: Role | null, other: Role | null): Role | null {
  if (one === null || other === null) return null;
  return mayActAs(one, other) ? other : one;
}

function least(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return instantOf(Math.min(one, other));
}

function most(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return instantOf(Math.max(one, other));
}
