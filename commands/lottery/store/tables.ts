/** The tables of lotteries (抽奖) as rows; their meaning is told in `schema.ts`. */
import {
  type CommunityId,
  type DrawReason,
  type DrawRecord,
  type GroupId,
  type Instant,
  type MemberId,
  tables,
} from '#kit';

export type State =
  | 'opening'
  | 'open'
  | 'closing'
  | 'frozen'
  | 'waiting'
  | 'drawn'
  | 'empty'
  | 'cancelled';

export type Mode = 'unknown' | 'drand' | 'sealed';

export interface LotteryRow {
  readonly id: number;
  readonly community_id: CommunityId;
  readonly number: number;
  readonly group_id: GroupId;
  readonly creator_id: MemberId | null;
  readonly state: State;
  readonly mode: Mode;
  readonly terms: string;
  readonly seed: string;
  readonly salt: string;
  readonly nonce: string;
  readonly commitment: string;
  readonly created_at: Instant;
  readonly closed_at: Instant | null;
  readonly drawn_at: Instant | null;
  readonly entrants: number;
  readonly next_seq: number;
  readonly tickets: number;
  readonly list: string | null;
  readonly list_hash: string | null;
  readonly sealed_terms: string | null;
  readonly round: number | null;
  readonly beacon: string | null;
  readonly decided_at: Instant | null;
  readonly moves: number;
  readonly told: number;
  /** How many prizes that were given back have found the next one, or nobody. */
  readonly refills: number;
}

export interface EntryRow {
  readonly lottery_id: number;
  readonly seq: number;
  readonly member_id: MemberId | null;
  readonly code: string;
  readonly tickets: number;
  readonly at: Instant;
  readonly heard_at: Instant;
  readonly paid: number;
  readonly state: 'in' | 'dropped';
  readonly is_answered: 0 | 1;
}

export interface WinnerRow {
  readonly lottery_id: number;
  readonly place: number;
  readonly member_id: MemberId | null;
  readonly code: string;
  readonly ticket: number;
  readonly prize: number;
  readonly at: Instant;
  readonly state: 'held' | 'claimed' | 'forfeited' | 'redrawn';
  readonly settled_at: Instant | null;
}

export interface RecordRow {
  readonly lottery_id: number;
  readonly number: number;
  readonly kind: DrawRecord['kind'];
  readonly why: DrawReason;
  readonly by_whom: DrawRecord['by'];
  readonly code: string;
  readonly refill: 0 | 1;
  readonly at: Instant;
  readonly operator_id: MemberId | null;
  readonly nonce: string | null;
  readonly words: string | null;
  readonly reason: string | null;
}

export interface RemovalRow {
  readonly community_id: CommunityId;
  readonly member_id: MemberId;
  readonly at: Instant;
}

export interface BlockedRow {
  readonly community_id: CommunityId;
  readonly member_id: MemberId;
  readonly at: Instant;
  readonly operator_id: MemberId | null;
}

export interface LotteryTables {
  readonly lottery_lotteries: LotteryRow;
  readonly lottery_entries: EntryRow;
  readonly lottery_winners: WinnerRow;
  readonly lottery_records: RecordRow;
  readonly lottery_blocked: BlockedRow;
  readonly lottery_removals: RemovalRow;
  readonly memberships: { readonly member_id: MemberId; readonly left_at: Instant | null };
}

export const db = tables<LotteryTables>();
