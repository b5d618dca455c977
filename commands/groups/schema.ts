/** The tables of communities of several groups; append-only, a released step is never edited. */
import { codeTables, type SchemaStep } from '#kit';

const names = `
  -- What a community calls itself; one without a row has given itself no name.
  create table groups_names (
    community_id integer primary key references communities (id),
    name text not null
  ) strict;
`;

export const schema: readonly SchemaStep[] = [
  codeTables('groups', 'The one code that somebody has given out; its fingerprint alone is kept.'),
  { name: 'names', sql: names },
];
