/** The tables of polls (投票), as an append-only list of steps; a released step is never edited. */
import type { SchemaStep } from '#kit';

const polls = `
  create table polls_polls (
    community_id integer not null,
    -- From 1 in each community; never used again.
    number integer not null,
    group_id integer not null,
    -- Who opened it; emptied when that person is erased.
    author_id integer references members (id),
    title text not null,
    -- A JSON list of what can be chosen; option 1 comes first.
    options text not null,
    kind text not null check (kind in ('single', 'multiple', 'ranked')),
    most integer not null,
    is_secret integer not null,
    shows text not null check (shows in ('always', 'voted', 'closed')),
    may_change integer not null check (may_change = 0 or is_secret = 0),
    quorum integer not null,
    condition text,
    opened_at integer not null,
    closes_at integer not null,
    closed_at integer,
    -- How many members had cast a ballot when it was closed.
    voters integer,
    -- When ballots were last answered in the group.
    answered_at integer not null,
    primary key (community_id, number)
  ) strict, without rowid;
  create index polls_polls_open on polls_polls (group_id, number) where closed_at is null;
  create index polls_polls_by_author on polls_polls (author_id) where author_id is not null;

  -- Ballots of named polls. The primary key is the law: one ballot a member.
  create table polls_ballots (
    community_id integer not null,
    number integer not null,
    member_id integer not null references members (id),
    -- Options with commas between; in a ranked poll in the member's order.
    ballot text not null,
    at integer not null,
    primary key (community_id, number, member_id)
  ) strict, without rowid;
  create index polls_ballots_by_member on polls_ballots (member_id);

  -- Secret polls: who has cast a ballot, until the poll is closed. Neither this table nor the next
  -- one has a time or an order of arrival, so nothing joins a member to a ballot.
  create table polls_voters (
    community_id integer not null,
    number integer not null,
    member_id integer not null references members (id),
    primary key (community_id, number, member_id)
  ) strict, without rowid;
  create index polls_voters_by_member on polls_voters (member_id);

  -- Secret polls: how many ballots hold each option, in a ranked poll each order of options. All
  -- rows are there before the first ballot, and none ever moves.
  create table polls_sums (
    community_id integer not null,
    number integer not null,
    ballot text not null,
    -- Eight digits: a row must not change its length.
    count text not null check (length(count) = 8),
    primary key (community_id, number, ballot)
  ) strict, without rowid;

  -- What a member has been told of an open poll, so that it is said once.
  create table polls_told (
    community_id integer not null,
    number integer not null,
    member_id integer not null references members (id),
    what text not null,
    primary key (community_id, number, member_id, what)
  ) strict, without rowid;
  create index polls_told_by_member on polls_told (member_id);
`;

const membersUntil = `
  -- Of an open secret poll, once somebody who had cast a ballot was forgotten: who is seen first from
  -- then on could be that person, and casts none.
  alter table polls_polls add column members_until integer;
`;

export const schema: readonly SchemaStep[] = [
  { name: 'polls', sql: polls },
  { name: 'members-until', sql: membersUntil },
];
