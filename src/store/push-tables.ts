/** The tables of `push-schema.ts` as types. */
import type { Generated } from 'kysely';
import type { CommunityId, Day, GroupId, Instant, MemberId, PushPriority, PushState } from '#kit';

export interface PushTables {
  pushes: {
    id: Generated<number>;
    community_id: CommunityId;
    group_id: GroupId;
    feature: string;
    kind: string;
    key: string;
    priority: PushPriority;
    author_id: MemberId | null;
    planned_at: Instant;
    expires_at: Instant;
    state: PushState;
    why: string | null;
    lull_from: Instant | null;
    body: string | null;
    merged_into: number | null;
    left_at: Instant | null;
    day: Day | null;
    ended_at: Instant | null;
    joins: number | null;
    leaves: number | null;
    replies: number | null;
    along: number | null;
    once: number | null;
  };
  pushes_off: { community_id: CommunityId; member_id: MemberId | 0; feature: string; kind: string };
  group_attention: {
    group_id: GroupId;
    pressed_at: Instant | null;
    silence_told_at: Instant | null;
    lowered_until: Instant | null;
  };
  talk_pulse: { group_id: GroupId; slot: number; messages: number };
}
