/**
 * The core's tables of linked accounts (关联) and merged members (合并); a step of `schema.ts`, which
 * is never edited once released.
 */
export const links = `
  -- Accounts with the same number are one person's; none while an account is alone.
  alter table accounts add column person integer;
  -- When it wrote to the bot in private last; noted of linked accounts alone.
  alter table accounts add column talked_at integer;
  create index accounts_by_person on accounts (person) where person is not null;

  -- Goes on under this other member of the community, and appears nowhere itself.
  alter table members add column merged_into integer references members (id);
  create index members_by_merged on members (merged_into) where merged_into is not null;

  -- Bare numbers that stay, so that no number is given twice; all else is there to undo a link.
  create table links (
    id integer primary key,
    at integer not null,
    undo_until integer not null
  ) strict;
  create index links_by_end on links (undo_until);

  create table merges (
    id integer primary key,
    link_id integer not null references links (id),
    community_id integer not null,
    from_id integer not null references members (id),
    into_id integer not null references members (id),
    points integer not null,
    was_hidden integer not null
  ) strict;
  create index merges_by_link on merges (link_id);
  create index merges_by_from on merges (from_id);
  create index merges_by_into on merges (into_id);

  create table link_accounts (
    link_id integer not null references links (id),
    account_id integer not null,
    -- It came by this link, to those that were the person's before.
    is_added integer not null,
    -- Its number before.
    person integer,
    primary key (link_id, account_id)
  ) strict, without rowid;
  create index link_accounts_by_account on link_accounts (account_id, link_id);

  -- Claims that the link made where only one side had a member.
  create table link_claims (
    link_id integer not null references links (id),
    account_id integer not null,
    community_id integer not null,
    primary key (link_id, account_id, community_id)
  ) strict, without rowid;

  -- What the one who goes on was called; afterwards each account may give its own name.
  create table merge_names (
    merge_id integer primary key references merges (id),
    name text not null
  ) strict;

  -- Members who had been merged into the one that is merged now.
  create table merge_followers (
    merge_id integer not null references merges (id),
    member_id integer not null,
    primary key (merge_id, member_id)
  ) strict, without rowid;

  -- Whom the one who was merged had invited.
  create table merge_invited (
    merge_id integer not null references merges (id),
    group_id integer not null,
    member_id integer not null,
    primary key (merge_id, group_id, member_id)
  ) strict, without rowid;

  -- Both members' rows as they were, of groups and days in which the one who was merged was.
  create table merge_memberships (
    merge_id integer not null references merges (id),
    group_id integer not null,
    member_id integer not null,
    role text not null,
    given_role text,
    joined_at integer,
    inviter_id integer,
    left_at integer,
    messages integer not null,
    first_seen_at integer not null,
    last_seen_at integer not null,
    role_account_id integer,
    primary key (merge_id, group_id, member_id)
  ) strict, without rowid;

  create table merge_activity (
    merge_id integer not null references merges (id),
    group_id integer not null,
    day text not null,
    member_id integer not null,
    messages integer not null,
    first_at integer not null,
    last_at integer not null,
    primary key (merge_id, group_id, day, member_id)
  ) strict, without rowid;

  -- What features need to part the two again.
  create table merge_data (
    merge_id integer not null references merges (id),
    feature text not null,
    data text not null,
    primary key (merge_id, feature)
  ) strict, without rowid;
`;
