/** The tables of check-in (签到) as types; must say the same as `schema.ts`. */

import {
  type CommunityId,
  type Day,
  type GroupId,
  type Instant,
  type MemberId,
  type MinuteOfDay,
  tables,
} from '#kit';

/** A day on which the bot was away is kept as leave with `is_ours`. */
export type KeptKind = 'own' | 'madeUp' | 'leave';

/** Why a reminder that was due had nothing to say. */
export type Note = 'allDone' | 'nobodyUsed' | 'off' | 'late' | 'closed' | 'dayOver';

export interface CheckInTables {
  checkin_days: {
    member_id: MemberId;
    day: Day;
    community_id: CommunityId;
    /** As it is kept; what the rules make of it is `KIND` in `away.ts`. */
    kind: KeptKind;
    at: Instant;
    heard_at: Instant;
    place: number | null;
    points: number;
    is_ours: number;
  };
  checkin_totals: { community_id: CommunityId; member_id: MemberId; days: number };
  checkin_cards: {
    member_id: MemberId;
    once: string;
    at: Instant;
    cards: number;
    operator_id: MemberId | null;
  };
  checkin_answers: {
    group_id: GroupId;
    day: Day;
    place: number;
    member_id: MemberId;
    points: number;
    cards: number;
    streak: number;
  };
  checkin_reminders: {
    group_id: GroupId;
    minute: MinuteOfDay | null;
    next_at: Instant;
    last_at: Instant | null;
    last_note: Note | null;
  };
  checkin_wishes: { member_id: MemberId; at: Instant; is_alone: 0 | 1 };
}

/** What is read of the core's tables: names, who is here, and who is not shown to others. */
interface CoreTables {
  members: {
    id: MemberId;
    community_id: CommunityId;
    name: string;
    is_hidden: number;
    erased_at: Instant | null;
  };
  memberships: { group_id: GroupId; member_id: MemberId; left_at: Instant | null };
}

export const db = tables<CheckInTables & CoreTables>();
