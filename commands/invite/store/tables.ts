/** The tables of invitations (邀请) as types; must say the same as `schema.ts`. */
import {
  type CommunityId,
  type Day,
  type GroupId,
  type Instant,
  type MemberId,
  type MessageId,
  tables,
} from '#kit';
import type { Reason, State } from '../rules/judge.ts';

export interface InviteTables {
  invite_codes: { code: string; community_id: CommunityId; member_id: MemberId; at: Instant };
  invite_links: { group_id: GroupId; code: string; link: string | null; asked_at: Instant };
  invite_invitations: {
    id: number;
    community_id: CommunityId;
    group_id: GroupId;
    invitee_id: MemberId;
    inviter_id: MemberId;
    how: How;
    state: State;
    reason: Reason | null;
    joined_at: Instant;
    day: Day;
    since: Instant;
    round: number;
    is_cleared: number;
    rival_id: MemberId | null;
    campaign: number | null;
    points: number;
    seq: number | null;
    is_told: number;
    appeal: string | null;
  };
  invite_talk: { group_id: GroupId; message: MessageId; invitation_id: number; day: Day };
  invite_tiers: {
    member_id: MemberId;
    friends: number;
    round: number;
    at: Instant;
    points: number;
    prize: string | null;
    seq: number | null;
    is_lost: number;
  };
  invite_campaigns: {
    community_id: CommunityId;
    number: number;
    title: string;
    starts_at: Instant;
    ends_at: Instant;
    budget: number;
    reward: number;
    operator_id: MemberId;
  };
}

/** How an inviter is known. */
export type How = 'link' | 'platform' | 'code';

/** What is read of the core's tables: who is there, and since when. */
interface CoreTables {
  members: { id: MemberId; community_id: CommunityId; erased_at: Instant | null };
  memberships: {
    group_id: GroupId;
    member_id: MemberId;
    joined_at: Instant | null;
    left_at: Instant | null;
    first_seen_at: Instant;
  };
}

export const db = tables<InviteTables & CoreTables>();

export type Invitation = InviteTables['invite_invitations'];
export type Campaign = InviteTables['invite_campaigns'];
export type TierRow = InviteTables['invite_tiers'];

/** Whose rows go over to whom. */
export interface Passed {
  readonly from: MemberId;
  readonly into: MemberId;
}
