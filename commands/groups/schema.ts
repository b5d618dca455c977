/** The tables of codes for joining a community; append-only, a released step is never edited. */
import type { SchemaStep } from '#kit';

const codes = `
  -- The one code that somebody has given out; its fingerprint alone is kept.
  create table groups_codes (
    fingerprint text primary key,
    member_id integer not null references members (id),
    expires_at integer not null
  ) strict, without rowid;
  create index groups_codes_by_member on groups_codes (member_id);

  -- Codes that were not there, counted from the first of an hour on.
  create table groups_guesses (
    member_id integer primary key references members (id),
    since integer not null,
    wrong integer not null
  ) strict;
`;

export const schema: readonly SchemaStep[] = [{ name: 'codes', sql: codes }];
