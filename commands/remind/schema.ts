/** The tables of reminders (每日提醒); append-only, a released step is never edited. */
import type { SchemaStep } from '#kit';

const remind = `
  -- Topics that managers keep for their group.
  create table remind_topics (
    group_id integer not null,
    number integer not null,
    content text not null,
    -- Who added it; nobody once they are erased.
    author_id integer,
    -- The day on which it was asked last, which is also the key of that push.
    asked_on text,
    primary key (group_id, number)
  ) strict, without rowid;
  create index remind_topics_by_author on remind_topics (author_id) where author_id is not null;

  -- What comes again and again, each with the next time; what is switched off has no row.
  create table remind_waits (
    group_id integer not null,
    what text not null check (what in ('topic', 'wake', 'digest')),
    -- Whom it goes to alone; 0: to the group.
    member_id integer not null,
    -- When managers want it, in minutes of the clock; absent: when the group reacts most.
    minute integer,
    -- Hours of silence that are waited for.
    hours integer,
    -- The one that is waited for; an earlier plan that comes due says nothing.
    next_at integer not null,
    -- When it came last.
    done_at integer,
    primary key (group_id, what, member_id)
  ) strict, without rowid;
  create index remind_waits_by_member on remind_waits (member_id) where member_id > 0;
`;

const note = `
  -- Why there was nothing to say when it was due last; absent when it was said.
  alter table remind_waits add column note text;
`;

export const schema: readonly SchemaStep[] = [
  { name: 'remind', sql: remind },
  { name: 'note', sql: note },
];
