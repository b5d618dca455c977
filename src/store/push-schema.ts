/** Tables of what the bot says unasked (推送), and of what its guard (免打扰) needs to know. */

export const pushes = `
  -- Of each push what became of it, and why; its text only while it waits.
  create table pushes (
    id integer primary key,
    community_id integer not null,
    group_id integer not null,
    feature text not null,
    kind text not null,
    key text not null,
    priority text not null,
    -- Who hears when it does not arrive; nobody once they are erased.
    author_id integer,
    planned_at integer not null,
    expires_at integer not null,
    state text not null,
    -- The last thing that was in its way, as JSON.
    why text,
    -- Since when it waits for a pause in the talk.
    lull_from integer,
    body text,
    merged_into integer,
    left_at integer,
    -- The community's day on which it left.
    day text,
    ended_at integer,
    -- Of the hour after it left; absent until that is over.
    joins integer,
    leaves integer,
    replies integer,
    unique (group_id, feature, kind, key)
  ) strict;
  create index pushes_waiting on pushes (group_id, id) where state = 'waiting';
  create index pushes_leaving on pushes (id) where state = 'leaving';
  create index pushes_with_text on pushes (id) where body is not null;
  create index pushes_left on pushes (group_id, left_at) where left_at is not null;
  create index pushes_delayed on pushes (community_id, id) where why is not null;
  create index pushes_by_author on pushes (author_id) where author_id is not null;

  -- Which push a letter carries; a letter's own number may change while it waits.
  alter table outbox add column push_id integer;
  create index outbox_by_push on outbox (push_id) where push_id is not null;

  -- Which kinds of push a community (member 0) or a member does not want.
  create table pushes_off (
    community_id integer not null,
    member_id integer not null,
    feature text not null,
    kind text not null,
    primary key (community_id, member_id, feature, kind)
  ) strict, without rowid;
  create index pushes_off_by_member on pushes_off (member_id) where member_id > 0;

  -- What the guard has told managers of a group, and how it has changed its budget by itself.
  create table group_attention (
    group_id integer primary key,
    -- When somebody pressed a choice last: where a bot hears no talk that is a sign of life.
    pressed_at integer,
    silence_told_at integer,
    lowered_until integer
  ) strict;

  -- How many messages a group had in each half minute of the last hours.
  create table talk_pulse (
    group_id integer not null,
    slot integer not null,
    messages integer not null,
    primary key (group_id, slot)
  ) strict, without rowid;
`;

export const onceOnly = `
  -- 1: it does not come again by itself, so that its author hears at once when it is left out.
  alter table pushes add column once integer;
`;

export const alongWithAnswers = `
  -- 1: it left along with an answer, because its account may not speak first.
  alter table pushes add column along integer;
`;

export const notInTime = `
  -- What left at its time and is not there for sure belongs to what managers ask about, too.
  drop index pushes_delayed;
  create index pushes_not_in_time on pushes (community_id, id)
    where why is not null or state in ('unknown', 'refused', 'expired');
`;
