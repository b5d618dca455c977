/**
 * The core's tables, an append-only list of steps whose hashes are checked at every start. Instants
 * are epoch milliseconds, days `YYYY-MM-DD`, points whole numbers; their types: `tables.ts`.
 */
import type { SchemaStep } from '#kit';
import { ledger } from './ledger-schema.ts';
import { links } from './link-schema.ts';
import { alongWithAnswers, notInTime, onceOnly, pushes } from './push-schema.ts';
import * as changes from './schema-changes.ts';

const people = `
  create table communities (
    id integer primary key,
    key text not null unique,
    created_at integer not null
  ) strict;

  create table groups (
    id integer primary key,
    community_id integer not null references communities (id),
    platform text not null,
    platform_id text not null,
    created_at integer not null,
    unique (platform, platform_id)
  ) strict;

  -- A platform's user. The id is emptied when the person is erased.
  create table accounts (
    id integer primary key,
    platform text not null,
    platform_id text,
    unique (platform, platform_id)
  ) strict;

  create table members (
    id integer primary key,
    community_id integer not null references communities (id),
    name text not null,
    language text,
    is_hidden integer not null default 0,
    erased_at integer
  ) strict;

  -- Which member an account stands for in a community.
  create table claims (
    account_id integer not null references accounts (id),
    community_id integer not null references communities (id),
    member_id integer not null references members (id),
    primary key (account_id, community_id)
  ) strict, without rowid;
  create index claims_by_member on claims (member_id);

  create table memberships (
    group_id integer not null references groups (id),
    member_id integer not null references members (id),
    role text not null default 'member',
    given_role text,
    joined_at integer,
    inviter_id integer references members (id),
    left_at integer,
    messages integer not null default 0,
    first_seen_at integer not null,
    last_seen_at integer not null,
    primary key (group_id, member_id)
  ) strict, without rowid;
  create index memberships_by_member on memberships (member_id);
`;

const events = `
  -- Every event that took effect, so that a redelivery has none. Group 0 holds private ones.
  create table inbox (
    group_id integer not null,
    key text not null,
    primary key (group_id, key)
  ) strict, without rowid;

  create table activity_days (
    group_id integer not null,
    day text not null,
    member_id integer not null,
    messages integer not null,
    first_at integer not null,
    last_at integer not null,
    primary key (group_id, day, member_id)
  ) strict, without rowid;
  create index activity_days_by_member on activity_days (member_id, day);

  create table activity_hours (
    group_id integer not null,
    day text not null,
    hour integer not null,
    messages integer not null,
    primary key (group_id, day, hour)
  ) strict, without rowid;
`;

const work = `
  create table outbox (
    id integer primary key,
    platform text not null,
    -- Actions for one group or person leave in order.
    lane text not null,
    at integer not null,
    expires_at integer not null,
    state text not null,
    attempts integer not null default 0,
    not_before integer not null default 0,
    body text,
    why text
  ) strict;
  create index outbox_open on outbox (id) where state in ('planned', 'sending');

  create table due_items (
    id integer primary key,
    due_at integer not null,
    feature text not null,
    what text not null,
    kind text not null,
    key text not null unique,
    community_id integer,
    group_id integer,
    data text not null
  ) strict;
  create index due_items_by_time on due_items (kind, due_at, id);

  create table dialogues (
    -- 0 is the private conversation.
    group_id integer not null,
    member_id integer not null,
    feature text not null,
    dialogue text not null,
    choices text not null,
    data text not null,
    expires_at integer not null,
    primary key (group_id, member_id)
  ) strict, without rowid;

  create table settings (
    community_id integer not null,
    key text not null,
    value text not null,
    primary key (community_id, key)
  ) strict, without rowid;

  create table audit (
    id integer primary key,
    at integer not null,
    community_id integer not null,
    operator_id integer,
    what text not null,
    detail text not null
  ) strict;
  create index audit_by_community on audit (community_id, id);

  create table facts (
    key text primary key,
    value text not null
  ) strict, without rowid;
`;

export const coreSchema: readonly SchemaStep[] = [
  { name: 'people', sql: people },
  { name: 'events', sql: events },
  { name: 'ledger', sql: ledger },
  { name: 'work', sql: work },
  { name: 'bot-accounts', sql: changes.botAccounts },
  { name: 'irreversible-questions', sql: changes.irreversibleQuestions },
  { name: 'founding', sql: changes.founding },
  { name: 'identity', sql: changes.identity },
  { name: 'links', sql: links },
  { name: 'look-alikes', sql: changes.lookAlikes },
  { name: 'role-accounts', sql: changes.roleAccounts },
  { name: 'group-questions', sql: changes.groupQuestions },
  { name: 'late-presses', sql: changes.latePresses },
  { name: 'poll-accounts', sql: changes.pollAccounts },
  { name: 'pushes', sql: pushes },
  { name: 'downtimes', sql: changes.downtimes },
  { name: 'along-with-answers', sql: alongWithAnswers },
  { name: 'adoptions', sql: changes.adoptions },
  { name: 'group-names', sql: changes.groupNames },
  { name: 'doubts', sql: changes.doubts },
  { name: 'asking-order', sql: changes.askingOrder },
  { name: 'pushes-once', sql: onceOnly },
  { name: 'left-groups', sql: changes.leftGroups },
  { name: 'pushes-not-in-time', sql: notInTime },
];
