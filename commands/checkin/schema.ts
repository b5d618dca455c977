/**
 * The tables of check-in (签到), as an append-only list of steps; a released step is never edited.
 */
import type { SchemaStep } from '#kit';

const days = `
  -- One row per member and covered day. The primary key is the law: one check-in a day.
  create table checkin_days (
    member_id integer not null references members (id),
    day text not null,
    community_id integer not null,
    kind text not null check (kind in ('own', 'madeUp', 'leave')),
    -- When it was said, by the platform's clock.
    at integer not null,
    -- When the bot learned of it: many at once are answered in one message.
    heard_at integer not null,
    -- The order of the day, from 1; only a check-in of one's own has a place.
    place integer check ((place is not null) = (kind = 'own')),
    -- Everything the check-in brought: points of the day and bonuses, not what a make-up cost.
    points integer not null,
    primary key (member_id, day)
  ) strict, without rowid;
  create unique index checkin_days_by_place on checkin_days (community_id, day, place)
    where kind <> 'leave';
  create index checkin_days_of_leave on checkin_days (member_id, day) where kind = 'leave';

  -- How many days count, for the all-time leaderboard; a test holds it to the rows above.
  create table checkin_totals (
    community_id integer not null,
    member_id integer not null references members (id),
    days integer not null,
    primary key (community_id, member_id)
  ) strict, without rowid;

  -- Make-up cards, earned and spent; what a member has is the sum.
  create table checkin_cards (
    member_id integer not null references members (id),
    once text not null,
    at integer not null,
    cards integer not null check (cards <> 0),
    operator_id integer references members (id),
    primary key (member_id, once)
  ) strict, without rowid;

  -- Answers that are being collected, until they go out as one message.
  create table checkin_answers (
    group_id integer not null,
    day text not null,
    place integer not null,
    member_id integer not null references members (id),
    points integer not null,
    cards integer not null,
    streak integer not null,
    primary key (group_id, day, place)
  ) strict, without rowid;
`;

const away = `
  -- 1: a day of leave that nobody asked for, because the bot was away.
  alter table checkin_days add column is_ours integer not null default 0;
`;

const reminders = `
  -- Groups that are reminded once a day of who has not checked in.
  create table checkin_reminders (
    group_id integer primary key,
    -- When managers want it, in minutes of the clock; absent: when the group reacts most.
    minute integer,
    -- The one that is waited for; an earlier plan that comes due says nothing.
    next_at integer not null
  ) strict;

  -- Members who want to be mentioned by it.
  create table checkin_wishes (
    member_id integer primary key references members (id),
    at integer not null,
    -- Said to the bot alone: then it may write to them alone. Platforms let it answer, not begin.
    is_alone integer not null
  ) strict;
`;

const lastReminder = `
  -- When it was due last, and why there was nothing to say; absent when it was said.
  alter table checkin_reminders add column last_at integer;
  alter table checkin_reminders add column last_note text;
`;

export const schema: readonly SchemaStep[] = [
  { name: 'days', sql: days },
  { name: 'away', sql: away },
  { name: 'reminders', sql: reminders },
  { name: 'last-reminder', sql: lastReminder },
];
