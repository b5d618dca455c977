/** Who may give or take which role (身份). Pure: facts in, outcome out. */
import { mayActAs, type Role } from '#kit';

/** Roles that are given by hand; the others come from the platform. */
export const GIVEN = ['manager', 'helper'] as const;
export type GivenRole = (typeof GIVEN)[number];

export interface AppointFacts {
  /** The role of whoever orders it. */
  readonly by: Role;
  /** What the member is now. */
  readonly now: Role;
  readonly wanted: GivenRole;
}

export type AppointOutcome =
  | { readonly kind: 'appointed'; readonly role: GivenRole }
  | { readonly kind: 'alreadyRole'; readonly role: Role }
  /** The platform has made the member more than what could be given. */
  | { readonly kind: 'higherRole'; readonly role: Role }
  | { readonly kind: 'notYours' };

/** Nobody gives what is not below their own role, or changes somebody who is not below them. */
export function decideAppoint({ by, now, wanted }: AppointFacts): AppointOutcome {
  if (now === wanted) return { kind: 'alreadyRole', role: now };
  if (!isGiven(now) && now !== 'member') return { kind: 'higherRole', role: now };
  if (!isBelow(wanted, by) || !isBelow(now, by)) return { kind: 'notYours' };
  return { kind: 'appointed', role: wanted };
}

export type DismissOutcome =
  | { readonly kind: 'dismissed'; readonly role: GivenRole }
  | { readonly kind: 'noRole' }
  /** Owner and admin are the platform's to take. */
  | { readonly kind: 'byPlatform'; readonly role: Role }
  | { readonly kind: 'notYours' };

export function decideDismiss({ by, now }: Omit<AppointFacts, 'wanted'>): DismissOutcome {
  if (now === 'member') return { kind: 'noRole' };
  if (!isGiven(now)) return { kind: 'byPlatform', role: now };
  if (!isBelow(now, by)) return { kind: 'notYours' };
  return { kind: 'dismissed', role: now };
}

function isGiven(role: Role): role is GivenRole {
  return GIVEN.some((given) => given === role);
}

function isBelow(role: Role, other: Role): boolean {
  return mayActAs(other, role) && role !== other;
}
