/**
 * The leaderboard of points (积分榜). Day, week and month go by what was earned in them; all time goes
 * by what members have now, which is the figure that they know from their own balance.
 */
import { type Board, type CommunityId, type Day, type Measure, type MemberId, tables } from '#kit';

/** What this reads of the core's tables. */
const db = tables<{
  earned_days: { community_id: CommunityId; day: Day; member_id: MemberId; earned: number };
  balances: { member_id: MemberId; community_id: CommunityId; balance: number };
}>();

export const pointsBoard: Board = {
  totals: (p) =>
    db
      .selectFrom('earned_days')
      .select((pick) => ['member_id', pick.fn.sum<number>('earned').as('total')])
      .where('community_id', '=', p.community)
      .where('day', '>=', p.from)
      .where('day', '<=', p.to)
      .groupBy('member_id'),
  totalsOfAllTime: (p) =>
    db
      .selectFrom('balances')
      .select(['member_id', 'balance as total'])
      .where('community_id', '=', p.community),
};

/** What a member has now, for conditions. */
export const balance: Measure = {
  figures: ({ community, from, to }) =>
    db
      .selectFrom('balances')
      .select(['member_id', 'balance as total'])
      .where('member_id', '>=', from)
      .where('member_id', '<=', to)
      .where('community_id', '=', community),
};
