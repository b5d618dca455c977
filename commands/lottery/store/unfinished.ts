/** SQL of the lotteries of a community that are not over, or whose prizes wait to be claimed. */
import { type CommunityId, type Given, type Reader, read, sql } from '#kit';
import { db, type LotteryRow } from './tables.ts';

const unfinished = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('lottery_lotteries')
    .select(['number', 'group_id', 'state'])
    .where('community_id', '=', p.community)
    .where(
      sql<boolean>`(state not in ('drawn', 'empty', 'cancelled') or exists (
        select 1 from lottery_winners where lottery_id = lottery_lotteries.id and state = 'held'
      ))`,
    )
    .orderBy('number'),
);

export function unfinishedIn(
  reader: Reader,
  community: CommunityId,
): Promise<readonly Pick<LotteryRow, 'number' | 'group_id' | 'state'>[]> {
  return reader.all(unfinished, { community });
}
