/** The core's tables as types; must say the same as `schema.ts`, which a test compares. */
import type { Generated } from 'kysely';
import {
  type AccountId,
  type CommunityId,
  type Day,
  type GroupId,
  type Instant,
  type Language,
  type MemberId,
  type MessageId,
  type PlatformId,
  type PlatformRole,
  type Role,
  tables,
  type Zone,
} from '#kit';
import type { PushTables } from './push-tables.ts';

export interface CoreTables extends PushTables {
  communities: {
    id: Generated<CommunityId>;
    key: string;
    created_at: Instant;
    language: Language | null;
    zone: Zone | null;
  };
  groups: {
    id: Generated<GroupId>;
    community_id: CommunityId;
    platform: string;
    platform_id: PlatformId;
    created_at: Instant;
    bot: string | null;
    adopted_at: Instant | null;
    name: string | null;
    bot_left_at: Instant | null;
    away_told: number | null;
  };
  accounts: {
    id: Generated<AccountId>;
    platform: string;
    platform_id: PlatformId | null;
    bot: string | null;
    person: AccountId | null;
    talked_at: Instant | null;
  };
  members: {
    id: Generated<MemberId>;
    community_id: CommunityId;
    name: string;
    language: Language | null;
    is_hidden: Generated<number>;
    erased_at: Instant | null;
    merged_into: MemberId | null;
  };
  claims: { account_id: AccountId; community_id: CommunityId; member_id: MemberId };
  memberships: {
    group_id: GroupId;
    member_id: MemberId;
    role: Generated<PlatformRole>;
    given_role: Role | null;
    joined_at: Instant | null;
    inviter_id: MemberId | null;
    left_at: Instant | null;
    messages: Generated<number>;
    first_seen_at: Instant;
    last_seen_at: Instant;
    role_account_id: AccountId | null;
  };
  look_alikes: { member_id: MemberId; of_id: MemberId; first_at: Instant; is_on: number };
  inbox: { group_id: GroupId | 0; key: string };
  activity_days: {
    group_id: GroupId;
    day: Day;
    member_id: MemberId;
    messages: number;
    first_at: Instant;
    last_at: Instant;
  };
  activity_hours: { group_id: GroupId; day: Day; hour: number; messages: number };
  ledger_entries: {
    seq: number;
    at: Instant;
    day: Day;
    community_id: CommunityId;
    member_id: MemberId;
    points: number;
    balance: number;
    reason: string;
    reference: string | null;
    operator_id: MemberId | null;
    once: string;
    reversal_of: number | null;
    hash: Uint8Array;
  };
  ledger_notes: { seq: number; note: string };
  balances: { member_id: MemberId; community_id: CommunityId; balance: number; last_seq: number };
  treasuries: { community_id: CommunityId; balance: number };
  earned_days: {
    community_id: CommunityId;
    day: Day;
    member_id: MemberId;
    earned: number;
    spent: number;
  };
  outbox: {
    id: Generated<number>;
    platform: string;
    lane: string;
    at: Instant;
    expires_at: Instant;
    state: SendState;
    attempts: Generated<number>;
    not_before: Generated<Instant>;
    body: string | null;
    why: string | null;
    bot: Generated<string>;
    push_id: number | null;
    begun_at: Instant | null;
    digests: string | null;
  };
  due_items: {
    id: Generated<number>;
    due_at: Instant;
    feature: string;
    what: string;
    kind: DueKind;
    key: string;
    community_id: CommunityId | null;
    group_id: GroupId | null;
    data: string;
  };
  dialogues: {
    group_id: GroupId | 0;
    member_id: MemberId;
    feature: string;
    dialogue: string;
    choices: string;
    data: string;
    expires_at: Instant;
    is_irreversible: 0 | 1;
    /** Grows from question to question, those to groups included. */
    asked: number;
  };
  group_questions: {
    id: Generated<number>;
    group_id: GroupId;
    feature: string;
    question: string;
    key: string;
    choices: string;
    most: number;
    is_worded: 0 | 1;
    /** As that of a dialogue. */
    asked: number;
  };
  platform_polls: {
    platform: string;
    poll: string;
    group_id: GroupId;
    feature: string;
    key: string;
    /** Empty where the platform has not told it. */
    message: MessageId | '';
    choices: string;
    bot: string | null;
  };
  late_presses: {
    group_id: GroupId;
    feature: string;
    key: string;
    member_id: MemberId;
    at: Instant;
  };
  downtimes: { id: Generated<number>; account: string; from_at: Instant; to_at: Instant };
  downtime_groups: {
    downtime_id: number;
    group_id: GroupId;
    repairs: string;
    is_lost: Generated<0 | 1>;
    told_at: Instant | null;
  };
  settings: { community_id: CommunityId; key: string; value: string };
  audit: {
    id: Generated<number>;
    at: Instant;
    community_id: CommunityId;
    operator_id: MemberId | null;
    what: string;
    detail: string;
  };
  facts: { key: string; value: string };
  links: { id: Generated<number>; at: Instant; undo_until: Instant };
  merges: {
    id: Generated<number>;
    link_id: number;
    community_id: CommunityId;
    from_id: MemberId;
    into_id: MemberId;
    points: number;
    was_hidden: number;
  };
  link_accounts: {
    link_id: number;
    account_id: AccountId;
    is_added: number;
    person: AccountId | null;
  };
  link_claims: { link_id: number; account_id: AccountId; community_id: CommunityId };
  merge_names: { merge_id: number; name: string };
  merge_followers: { merge_id: number; member_id: MemberId };
  merge_invited: { merge_id: number; group_id: GroupId; member_id: MemberId };
  merge_memberships: {
    merge_id: number;
    group_id: GroupId;
    member_id: MemberId;
    role: PlatformRole;
    given_role: Role | null;
    joined_at: Instant | null;
    inviter_id: MemberId | null;
    left_at: Instant | null;
    messages: number;
    first_seen_at: Instant;
    last_seen_at: Instant;
    role_account_id: AccountId | null;
  };
  merge_activity: {
    merge_id: number;
    group_id: GroupId;
    day: Day;
    member_id: MemberId;
    messages: number;
    first_at: Instant;
    last_at: Instant;
  };
  merge_data: { merge_id: number; feature: string; data: string };
}

/** Where a thing that is to be sent stands; only `planned` and `sending` are open. */
export type SendState = 'planned' | 'sending' | SendEnd;
export type SendEnd = 'sent' | 'refused' | 'unknown' | 'expired';

/** `item` runs inside a transaction; `job` is work outside, whose result is a transaction. */
export type DueKind = 'item' | 'job';

/** Builds queries over the core's tables. */
export const core = tables<CoreTables>();
