/** What was added to the core's tables since the first step; the list is in `schema.ts`. */

export const botAccounts = `
  -- The bot account that hears a group or a person, and therefore speaks there.
  alter table groups add column bot text;
  alter table accounts add column bot text;

  -- The bot account by which it leaves.
  alter table outbox add column bot text not null default 'sandbox';
  drop index outbox_open;
  create index outbox_open on outbox (bot, id) where state in ('planned', 'sending');
`;

export const irreversibleQuestions = `
  -- 1: no number answers it, only a pressed choice or its words.
  alter table dialogues add column is_irreversible integer not null default 0;
`;

export const founding = `
  -- With which language and zone a community began; what its managers set goes before.
  alter table communities add column language text;
  alter table communities add column zone text;
`;

export const identity = `
  -- By which a backup is known as one of this database, whatever either is called.
  insert into facts (key, value) values ('database.id', lower(hex(randomblob(16))));
`;

export const lookAlikes = `
  -- Whose name passed for which manager's. The row stays when the name changes: managers are told
  -- of a pair once.
  create table look_alikes (
    member_id integer not null,
    of_id integer not null,
    first_at integer not null,
    is_on integer not null,
    primary key (member_id, of_id)
  ) strict, without rowid;
`;

export const roleAccounts = `
  -- The account of the member that the platform calls owner or admin: what it says of another
  -- account of the same person takes nothing away.
  alter table memberships add column role_account_id integer;
`;

export const groupQuestions = `
  -- Questions to whole groups that are open. No text of a member: only choices and their words.
  create table group_questions (
    id integer primary key,
    group_id integer not null,
    feature text not null,
    question text not null,
    key text not null,
    choices text not null,
    most integer not null,
    is_worded integer not null,
    unique (group_id, feature, question, key)
  ) strict;

  -- Polls of the platforms' own that ask them, until the question is closed.
  create table platform_polls (
    platform text not null,
    poll text not null,
    group_id integer not null,
    feature text not null,
    key text not null,
    message text not null,
    choices text not null,
    primary key (platform, poll)
  ) strict, without rowid;
  create index platform_polls_by_question on platform_polls (group_id, feature, key);
`;

export const downtimes = `
  -- Times in which a bot account heard nothing of its groups. When it was heard last is a fact.
  create table downtimes (
    id integer primary key,
    account text not null,
    from_at integer not null,
    to_at integer not null
  ) strict;

  -- The groups that it served then, and what was made good there.
  create table downtime_groups (
    downtime_id integer not null references downtimes (id),
    group_id integer not null,
    -- A JSON list of repairs: what each is about, and the words in which the group hears of it.
    repairs text not null,
    -- 1: what was said meanwhile cannot be read back.
    is_lost integer not null default 0,
    told_at integer,
    primary key (group_id, downtime_id)
  ) strict, without rowid;
  create index downtime_groups_by_downtime on downtime_groups (downtime_id);
`;

export const pollAccounts = `
  -- By which bot account a platform's own poll was sent: no other can end it. Unknown of old ones.
  alter table platform_polls add column bot text;
`;

export const latePresses = `
  -- Who has heard that a question to the group is over, so that it is said once.
  create table late_presses (
    group_id integer not null,
    feature text not null,
    key text not null,
    member_id integer not null,
    at integer not null,
    primary key (group_id, feature, key, member_id)
  ) strict, without rowid;
  create index late_presses_by_member on late_presses (member_id);
  create index late_presses_by_time on late_presses (at);
`;

export const adoptions = `
  -- Since when a group is one of a community that was there before it; none of the first.
  alter table groups add column adopted_at integer;
`;

export const groupNames = `
  -- What the platform called the group last.
  alter table groups add column name text;
`;

export const leftGroups = `
  -- Since when no bot account is in the group; absent while one is, or nobody knows.
  alter table groups add column bot_left_at integer;
  -- 1: whoever manages there has heard that pushes wait.
  alter table groups add column away_told integer;
`;

export const doubts = `
  -- When the last attempt to send it began.
  alter table outbox add column begun_at integer;
  -- By what it is known when its platform shows it, however it ended; no text.
  alter table outbox add column digests text;
  create index outbox_in_doubt on outbox (bot, begun_at)
    where state = 'unknown' and digests is not null;
`;

export const askingOrder = `
  -- Of what was asked, to one member or to a group: what was asked later has the greater number.
  alter table dialogues add column asked integer not null default 0;
  alter table group_questions add column asked integer not null default 0;
  create index dialogues_by_order on dialogues (asked);
  create index group_questions_by_order on group_questions (asked);
`;
