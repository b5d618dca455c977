/** Tables of points: the ledger's entries, and sums that are read often. */

export const ledger = `
  create table ledger_entries (
    seq integer primary key,
    at integer not null,
    day text not null,
    community_id integer not null,
    member_id integer not null references members (id),
    points integer not null check (points <> 0),
    balance integer not null,
    reason text not null,
    reference text,
    operator_id integer references members (id),
    once text not null unique,
    reversal_of integer references ledger_entries (seq),
    hash blob not null
  ) strict;
  create index ledger_entries_by_member on ledger_entries (member_id, seq);
  -- Not a unique column: nearly every entry reverses nothing and need not stand in this index.
  create unique index ledger_entries_by_reversal on ledger_entries (reversal_of)
    where reversal_of is not null;
  -- Two ways to what a manager did: all of a day, and the newest, for what «撤销» takes back.
  create index ledger_entries_by_operator on ledger_entries (operator_id, day)
    where operator_id is not null;
  create index ledger_entries_by_operator_newest on ledger_entries (operator_id, seq)
    where operator_id is not null;

  create trigger ledger_entries_stay before update on ledger_entries
    begin select raise(abort, 'the ledger is append-only'); end;
  create trigger ledger_entries_remain before delete on ledger_entries
    begin select raise(abort, 'the ledger is append-only'); end;

  -- Free words live beside the chain, so that a person's can be erased without breaking it.
  create table ledger_notes (
    seq integer primary key references ledger_entries (seq),
    note text not null
  ) strict;

  create table balances (
    member_id integer primary key references members (id),
    community_id integer not null,
    balance integer not null,
    last_seq integer not null
  ) strict;
  -- Without the balance, so that no entry has to move a row in it.
  create index balances_by_community on balances (community_id);

  -- The other side of every entry: what a community has given out is its treasury's debt.
  create table treasuries (
    community_id integer primary key references communities (id),
    balance integer not null
  ) strict;

  create table earned_days (
    community_id integer not null,
    day text not null,
    member_id integer not null,
    earned integer not null,
    spent integer not null,
    primary key (community_id, day, member_id)
  ) strict, without rowid;
`;
