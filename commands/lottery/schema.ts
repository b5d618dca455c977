/** The tables of lotteries (抽奖): the state of each, who entered, who won, and what came after. */
import type { SchemaStep } from '#kit';

const lotteries = `
  create table lottery_lotteries (
    id integer primary key,
    community_id integer not null,
    -- Counted from 1 in each community.
    number integer not null,
    group_id integer not null,
    creator_id integer references members (id),
    state text not null check (state in
      ('opening', 'open', 'closing', 'frozen', 'waiting', 'drawn', 'empty', 'cancelled')),
    -- Whether a public number is mixed in; fixed before anybody may enter.
    mode text not null check (mode in ('unknown', 'drand', 'sealed')),
    terms text not null,
    -- Hexadecimal: what ranks, what makes codes of members, what hides words that are taken out.
    seed text not null,
    salt text not null,
    nonce text not null,
    commitment text not null,
    created_at integer not null,
    closed_at integer,
    drawn_at integer,
    -- How many have entered and not left again, and the order of the next one.
    entrants integer not null,
    next_seq integer not null,
    tickets integer not null,
    -- Canonical JSON of the frozen list, and its SHA-256.
    list text,
    list_hash text,
    -- Canonical JSON of the words that the list has the hash of; none once they were taken out.
    sealed_terms text,
    round integer,
    -- Canonical JSON of what the network has signed.
    beacon text,
    unique (community_id, number)
  ) strict;

  create table lottery_entries (
    lottery_id integer not null references lottery_lotteries (id),
    seq integer not null,
    -- Nobody once the member was forgotten.
    member_id integer references members (id),
    code text not null,
    tickets integer not null,
    at integer not null,
    heard_at integer not null,
    -- Points that were paid and not given back.
    paid integer not null,
    state text not null check (state in ('in', 'dropped')),
    -- 0 until the group was told, where many enter at once.
    is_answered integer not null,
    primary key (lottery_id, seq)
  ) strict, without rowid;
  create unique index lottery_entries_by_member on lottery_entries (lottery_id, member_id);
  create unique index lottery_entries_by_code on lottery_entries (lottery_id, code);
  create index lottery_entries_of_member on lottery_entries (member_id);

  create table lottery_winners (
    lottery_id integer not null references lottery_lotteries (id),
    -- In the order of the ranking, from 1.
    place integer not null,
    member_id integer references members (id),
    code text not null,
    ticket integer not null,
    prize integer not null,
    at integer not null,
    state text not null check (state in ('held', 'claimed', 'forfeited', 'redrawn')),
    settled_at integer,
    primary key (lottery_id, place)
  ) strict, without rowid;
  create index lottery_winners_of_member on lottery_winners (member_id, at);

  -- What happened to entrants after the list was frozen; never changed but for words taken out.
  create table lottery_records (
    lottery_id integer not null references lottery_lotteries (id),
    number integer not null,
    kind text not null check (kind in ('passed', 'forfeited', 'redrawn')),
    code text not null,
    refill integer not null,
    at integer not null,
    operator_id integer references members (id),
    nonce text not null,
    words text,
    reason text not null,
    primary key (lottery_id, number)
  ) strict, without rowid;

  create table lottery_blocked (
    community_id integer not null,
    member_id integer not null references members (id),
    at integer not null,
    operator_id integer references members (id),
    primary key (community_id, member_id)
  ) strict, without rowid;
  create index lottery_blocked_of_member on lottery_blocked (member_id);
`;

/** Of lotteries that are closed; see `store/lotteries.ts`. */
const saltsGone = `
  update lottery_lotteries set salt = '' where state not in ('opening', 'open');
`;

/**
 * Reasons of a closed list, and whose doing it was; who was removed from a group; when a draw is
 * settled. What a record of before meant is told from its words.
 */
const reasons = `
  create table lottery_reasons (
    lottery_id integer not null references lottery_lotteries (id),
    number integer not null,
    kind text not null check (kind in ('passed', 'kept', 'forfeited', 'redrawn')),
    why text not null check (why in ('forgotten', 'left', 'same', 'disqualified', 'removed',
      'unclaimed', 'lapsed', 'takenBack')),
    by_whom text not null check (by_whom in ('member', 'manager')),
    code text not null,
    refill integer not null,
    at integer not null,
    operator_id integer references members (id),
    -- Only where people say why in their own words.
    nonce text,
    words text,
    reason text,
    primary key (lottery_id, number)
  ) strict, without rowid;
  insert into lottery_reasons
    select lottery_id, number, kind, why,
      iif(why in ('disqualified', 'takenBack'), 'manager', 'member'), code, refill, at, operator_id,
      iif(why in ('disqualified', 'takenBack'), nonce, null),
      iif(why in ('disqualified', 'takenBack'), words, null),
      iif(why in ('disqualified', 'takenBack'), reason, null)
    from (
      select *, case
          when kind = 'redrawn' then 'takenBack'
          when kind = 'forfeited' then 'unclaimed'
          when words in ('已注销', '已註銷', 'left for good') then 'forgotten'
          when words in ('同一个人已经中奖', '同一個人已經中獎', 'the same person has won already')
            then 'same'
          when words in ('在抽奖黑名单里', '在抽獎黑名單裡', 'is kept out of lotteries')
            then 'disqualified'
          else 'left'
        end as why
      from lottery_records
    );
  drop table lottery_records;
  alter table lottery_reasons rename to lottery_records;

  -- Members whom somebody has removed from a group, and when last.
  create table lottery_removals (
    community_id integer not null,
    member_id integer not null references members (id),
    at integer not null,
    primary key (community_id, member_id)
  ) strict, without rowid;
  create index lottery_removals_of_member on lottery_removals (member_id);

  -- When somebody could first know who wins.
  alter table lottery_lotteries add column decided_at integer;
  -- How often the round was moved because the group had not seen the list in time.
  alter table lottery_lotteries add column moves integer not null default 0;
  -- Of how many winners the group was told.
  alter table lottery_lotteries add column told integer not null default 0;
  update lottery_lotteries
    set told = (select count(*) from lottery_winners where lottery_id = lottery_lotteries.id);
`;

/** While a prize that was given back waits for the next of the ranking, there is no receipt. */
const refills = `
  -- How many prizes that were given back have gone to the next one, or found nobody left.
  alter table lottery_lotteries add column refills integer not null default 0;
  update lottery_lotteries set refills = (select count(*) from lottery_records
    where lottery_id = lottery_lotteries.id and refill = 1);
`;

export const schema: readonly SchemaStep[] = [
  { name: 'lotteries', sql: lotteries },
  { name: 'salts-gone', sql: saltsGone },
  { name: 'reasons', sql: reasons },
  { name: 'refills', sql: refills },
];
