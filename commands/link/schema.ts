/** The tables of linking (关联), as an append-only list of steps; a released step is never edited. */
import type { SchemaStep } from '#kit';

const codes = `
  -- The one code that a person can give to their next account; its fingerprint alone is kept.
  create table link_codes (
    fingerprint text primary key,
    member_id integer not null references members (id),
    expires_at integer not null
  ) strict, without rowid;
  create index link_codes_by_member on link_codes (member_id);

  -- Codes that were not there, counted from the first of an hour on.
  create table link_guesses (
    member_id integer primary key references members (id),
    since integer not null,
    wrong integer not null
  ) strict;
`;

export const schema: readonly SchemaStep[] = [{ name: 'codes', sql: codes }];
