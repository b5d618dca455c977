/** The tables of polls (投票) as types; must say the same as `schema.ts`. */
import { type CommunityId, type GroupId, type Instant, type MemberId, tables } from '#kit';
import type { Kind, Shows } from '../rules/terms.ts';

export interface PollRow {
  readonly community_id: CommunityId;
  readonly number: number;
  readonly group_id: GroupId;
  readonly author_id: MemberId | null;
  readonly title: string;
  readonly options: string;
  readonly kind: Kind;
  readonly most: number;
  readonly is_secret: number;
  readonly shows: Shows;
  readonly may_change: number;
  readonly quorum: number;
  readonly condition: string | null;
  readonly opened_at: Instant;
  readonly closes_at: Instant;
  readonly closed_at: Instant | null;
  readonly voters: number | null;
  readonly answered_at: number;
  readonly members_until: Instant | null;
}

/** Which poll. */
export interface PollKey {
  readonly community: CommunityId;
  readonly number: number;
}

export interface PollTables {
  polls_polls: PollRow;
  polls_ballots: {
    community_id: CommunityId;
    number: number;
    member_id: MemberId;
    ballot: string;
    at: Instant;
  };
  polls_voters: { community_id: CommunityId; number: number; member_id: MemberId };
  /** `count` is written in eight digits. */
  polls_sums: { community_id: CommunityId; number: number; ballot: string; count: string };
  polls_told: { community_id: CommunityId; number: number; member_id: MemberId; what: string };
}

export const db = tables<PollTables>();
