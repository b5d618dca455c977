/** The tables of points beside the ledger; append-only, a released step is never edited. */
import type { SchemaStep } from '#kit';

const earning = `
  -- One row a member: what talk has earned on the day of the last message that counted.
  create table points_chat (
    member_id integer primary key,
    day text not null,
    earned integer not null,
    last_at integer not null
  ) strict;

  create table points_given (
    member_id integer not null,
    day text not null,
    given integer not null,
    primary key (member_id, day)
  ) strict, without rowid;

  -- Postings of managers that are too large for one of them. A number is never used again.
  create table points_requests (
    community_id integer not null,
    number integer not null,
    state text not null,
    member_id integer not null,
    operator_id integer not null,
    points integer not null,
    -- Free words; moved to the ledger when a second manager agrees, dropped when none does.
    note text,
    asked_at integer not null,
    expires_at integer not null,
    primary key (community_id, number)
  ) strict, without rowid;
  create index points_requests_open on points_requests (member_id) where state = 'open';
`;

const openByOperator = `
  create index points_requests_open_by_operator on points_requests (operator_id, number)
    where state = 'open';
`;

const batches = `
  -- Lists of points that wait for their manager's word, or can be taken back. The shares of one
  -- that is over are gone; its number is never used again.
  create table points_batches (
    community_id integer not null,
    number integer not null,
    state text not null,
    operator_id integer not null,
    note text not null,
    primary key (community_id, number)
  ) strict, without rowid;

  create table points_shares (
    community_id integer not null,
    number integer not null,
    member_id integer not null,
    points integer not null,
    primary key (community_id, number, member_id)
  ) strict, without rowid;
  create index points_shares_by_member on points_shares (member_id);
`;

export const schema: readonly SchemaStep[] = [
  { name: 'earning', sql: earning },
  { name: 'open by operator', sql: openByOperator },
  { name: 'batches', sql: batches },
];
