/** The tables of scheduled pushes; append-only, a released step is never edited. */
import type { SchemaStep } from '#kit';

const schedules = `
  -- A number is never used again, so that what the history says of it stays true.
  create table schedules (
    community_id integer not null,
    number integer not null,
    group_id integer not null,
    state text not null,
    rule text not null,
    content text not null,
    -- Who made it; nobody once they are erased.
    author_id integer,
    made_at integer not null,
    -- The slot that is due next; absent when it is paused or has ended.
    next_slot text,
    primary key (community_id, number)
  ) strict, without rowid;
  create index schedules_by_author on schedules (author_id) where author_id is not null;

  -- What became of each slot in each group; one row a slot, whatever happens in between.
  create table schedule_runs (
    community_id integer not null,
    number integer not null,
    group_id integer not null,
    slot text not null,
    at integer not null,
    outcome text not null,
    late_minutes integer not null,
    -- Slots before it that were left out because the program was not running.
    left_out integer not null,
    primary key (community_id, number, group_id, slot)
  ) strict, without rowid;
  create index schedule_runs_by_time on schedule_runs (community_id, at);
`;

const contents = `
  -- How many pushes have left: which of several texts comes next.
  alter table schedules add column said integer not null default 0;
  -- To whom, as JSON; absent: the group where it was made.
  alter table schedules add column targets text;
  -- A path on this machine.
  alter table schedules add column image text;
  -- Everybody in the group is notified.
  alter table schedules add column mentions_all integer not null default 0;
  -- Who has changed it last: somebody else approves it. Nobody once they are erased.
  alter table schedules add column changed_by_id integer;
  alter table schedule_runs add column mentioned_all integer not null default 0;
  -- How many pushes had left before: which of several texts it brought.
  alter table schedule_runs add column said integer not null default 0;
  -- How many people got it in private; absent of a push to a group.
  alter table schedule_runs add column reached integer;
`;

const files = `
  -- A path on this machine; a schedule has a picture or a file, not both.
  alter table schedules add column file text;
`;

const mentionTimes = `
  -- When everybody was notified last by it; mentioned_all says how often.
  alter table schedule_runs add column mentioned_at integer;
`;

const turns = `
  -- The texts that are written anew get a number of their own: which had their turn counts for one.
  alter table schedules add column edition integer not null default 0;
  alter table schedule_runs add column edition integer not null default 0;
  -- Which of several texts it brought, counted from 0; absent before it leaves, and of a single one.
  alter table schedule_runs add column turn integer;
  alter table schedule_runs drop column said;
  create index schedule_runs_by_turn on schedule_runs (community_id, number, turn)
    where turn is not null;
`;

const turnsAhead = `
  -- What comes only once goes to several groups one after the other: until a group has had its turn,
  -- its day keeps a place.
  create table schedule_turns_ahead (
    community_id integer not null,
    group_id integer not null,
    number integer not null,
    slot text not null,
    at integer not null,
    primary key (community_id, group_id, number, slot)
  ) strict, without rowid;
`;

export const schema: readonly SchemaStep[] = [
  { name: 'schedules', sql: schedules },
  { name: 'push-contents', sql: contents },
  { name: 'push-files', sql: files },
  { name: 'mention-times', sql: mentionTimes },
  { name: 'turns', sql: turns },
  { name: 'turns-ahead', sql: turnsAhead },
];
