/** Communities, groups and members as features see them; the store fills them in. */

import type { Calendar } from './calendar.ts';
import type { CommunityId, GroupId, MemberId, PlatformId } from './ids.ts';
import type { DisplayName } from './name.ts';
import type { Language } from './phrases.ts';

/**
 * What a person may do, from most to least. Owner and admin come from the platform; manager and
 * helper are given by hand.
 */
export const ROLES = ['owner', 'admin', 'manager', 'helper', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Tells whether `role` includes everything that `needed` may do. */
export function mayActAs(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(needed);
}

export interface Community {
  readonly id: CommunityId;
  readonly language: Language;
  /** Zone and day boundary: what «today» means here. */
  readonly calendar: Calendar;
}

export interface Group {
  readonly id: GroupId;
  readonly community: CommunityId;
  readonly platform: string;
  readonly platformId: PlatformId;
  /** As its platform called it last; the text of somebody, like all names. */
  readonly name?: string | undefined;
}

export interface Member {
  readonly id: MemberId;
  readonly community: CommunityId;
  readonly platform: string;
  /**
   * The platform's id of the account that acts or was mentioned; else of the one that wrote to the
   * bot in private last, or the newest.
   */
  readonly account: PlatformId;
  readonly name: DisplayName;
  /** Read from the store when the event is handled, never remembered from an earlier one. */
  readonly role: Role;
}
