/** Marks: by which a feature finds again in the outbox what it has said, and how it ended. */
import { type CommunityId, type Given, type LetterEnd, read } from '#kit';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

export const marks = `
  -- By which a feature finds again what it has said.
  alter table outbox add column mark text;
  -- When the platform answered, or it was given up.
  alter table outbox add column ended_at integer;
  create index outbox_marks on outbox (mark) where mark is not null;
`;

/** Marks of different communities must not meet. */
export function markIn(community: CommunityId, mark: string): string {
  return `${community}:${mark}`;
}

const marked = read((p: Given<{ mark: string }>) =>
  core
    .selectFrom('outbox')
    .select(['state', 'ended_at'])
    .where('mark', '=', p.mark)
    .orderBy('id', 'desc')
    .limit(1),
);

/**
 * What has become of the newest thing that was said under a mark.
 * @returns undefined where nothing was, or so long ago that it was dropped
 */
export function letterByMark(
  connection: Statements,
  { community, mark }: { readonly community: CommunityId; readonly mark: string },
): LetterEnd | undefined {
  const row = connection.get(marked, { mark: markIn(community, mark) });
  if (!row) return undefined;
  const { state, ended_at: at } = row;
  if (state === 'sent' && at !== null) return { kind: 'sent', at };
  return { kind: state === 'planned' || state === 'sending' ? 'waiting' : 'lost' };
}
