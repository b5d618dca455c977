/** The tables of reminders (每日提醒) as types; must say the same as `schema.ts`. */
import {
  type CommunityId,
  type Day,
  type GroupId,
  type Instant,
  type MemberId,
  type MinuteOfDay,
  tables,
} from '#kit';

export type What = 'topic' | 'wake' | 'digest';

/** Why there was nothing to say. */
export type Note = 'off' | 'late' | 'nothingDue';

export interface TopicRow {
  readonly group_id: GroupId;
  readonly number: number;
  readonly content: string;
  readonly author_id: MemberId | null;
  readonly asked_on: Day | null;
}

export interface WaitRow {
  readonly group_id: GroupId;
  readonly what: What;
  readonly member_id: MemberId | 0;
  readonly minute: MinuteOfDay | null;
  readonly hours: number | null;
  readonly next_at: Instant;
  readonly done_at: Instant | null;
  readonly note: Note | null;
}

/** What is read of the core's tables: who is where, and when somebody spoke. */
interface CoreTables {
  groups: { id: GroupId; community_id: CommunityId };
  activity_days: { group_id: GroupId; day: Day; last_at: Instant };
  members: { id: MemberId; name: string; erased_at: Instant | null };
  memberships: {
    group_id: GroupId;
    member_id: MemberId;
    messages: number;
    last_seen_at: Instant;
    left_at: Instant | null;
  };
}

export const db = tables<{ remind_topics: TopicRow; remind_waits: WaitRow } & CoreTables>();
