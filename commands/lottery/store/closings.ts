/** SQL of when lotteries (抽奖) close, while they are not closed yet. */
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Reader,
  read,
  type Tx,
  write,
} from '#kit';
import { type Terms, termsShape } from '../terms.ts';
import { db } from './tables.ts';

interface Where {
  readonly community: CommunityId;
  readonly group: GroupId;
}

const unclosed = read((p: Given<Where>) =>
  db
    .selectFrom('lottery_lotteries')
    .select(['id', 'number', 'terms'])
    .where('community_id', '=', p.community)
    .where('group_id', '=', p.group)
    .where('state', 'in', ['opening', 'open'])
    .orderBy('number'),
);

/** Those of a group into which one can still get. */
export async function unclosedLotteries(reader: Reader, where: Where) {
  const rows = await reader.all(unclosed, where);
  return rows.map((row) => ({ ...row, terms: termsShape.parse(JSON.parse(row.terms)) }));
}

const moved = write((p: Given<{ id: number; terms: string }>) =>
  db.updateTable('lottery_lotteries').set({ terms: p.terms }).where('id', '=', p.id),
);

/** Terms of which nothing but the time of closing has changed. */
export async function moveClosing(
  tx: Tx,
  { id, terms }: { readonly id: number; readonly terms: Terms },
): Promise<void> {
  await tx.run(moved, { id, terms: JSON.stringify(terms) });
}
