/**
 * Figures of activity (活跃度) that conditions ask for: how long somebody has been here, how much they
 * have said, how long ago that was. Only members who are in one of the community's groups have any.
 */
import {
  type CommunityId,
  days,
  type Given,
  type GroupId,
  type Instant,
  type Measure,
  type MeasureSpan,
  type MemberId,
  sql,
  tables,
} from '#kit';

/** What this reads of the core's tables. */
const db = tables<{
  groups: { id: GroupId; community_id: CommunityId };
  memberships: {
    group_id: GroupId;
    member_id: MemberId;
    joined_at: Instant | null;
    first_seen_at: Instant;
    last_seen_at: Instant;
    messages: number;
    left_at: Instant | null;
  };
}>();

/** The places that members have now in the community's groups. */
function stays({ community, from, to }: Given<MeasureSpan>) {
  return (
    db
      .selectFrom('groups')
      // A cross join keeps this order: along the key of the memberships, group by group.
      .crossJoin('memberships')
      .whereRef('memberships.group_id', '=', 'groups.id')
      .where('groups.community_id', '=', community)
      .where('memberships.member_id', '>=', from)
      .where('memberships.member_id', '<=', to)
      .where('memberships.left_at', 'is', null)
      .groupBy('memberships.member_id')
  );
}

/** Values are bound as floating point: without a cast there would be parts of days. */
const DAY = sql.lit(days(1));

/** Whole days since the member came, whichever group was first; a newcomer has 0. */
export const tenure: Measure = {
  figures: (given) =>
    stays(given).select([
      'memberships.member_id',
      sql<number>`cast((${given.at} - min(coalesce(joined_at, first_seen_at))) / ${DAY} as integer)`.as(
        'total',
      ),
    ]),
};

/** Messages in all groups where the member is. */
export const messages: Measure = {
  figures: (given) =>
    stays(given).select((pick) => [
      'memberships.member_id',
      pick.fn.sum<number>('memberships.messages').as('total'),
    ]),
};

/** Whole days since the member last spoke. */
export const silent: Measure = {
  without: 'never',
  figures: (given) =>
    stays(given)
      .where('memberships.messages', '>', 0)
      .select([
        'memberships.member_id',
        sql<number>`cast(max(0, ${given.at} - max(last_seen_at)) / ${DAY} as integer)`.as('total'),
      ]),
};
