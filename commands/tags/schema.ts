/** The table of tags (标签); append-only, a released step is never edited. */
import type { SchemaStep } from '#kit';

const given = `
  create table tags_given (
    community_id integer not null,
    -- In small letters: under it a tag is found.
    tag text not null,
    member_id integer not null references members (id),
    -- As it was written.
    shown text not null,
    at integer not null,
    operator_id integer references members (id),
    primary key (community_id, tag, member_id)
  ) strict, without rowid;
  create index tags_given_by_member on tags_given (member_id);
  create index tags_given_by_operator on tags_given (operator_id);
`;

export const schema: readonly SchemaStep[] = [{ name: 'given', sql: given }];
