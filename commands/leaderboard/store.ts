/**
 * Activity (活跃度) of a community: messages in all its groups, by member and by hour. It reads what
 * the core counts for every message, and keeps nothing of its own.
 */
import {
  type Board,
  type BoardSpan,
  type CommunityId,
  type Day,
  type Given,
  type GroupId,
  type MemberId,
  type Reader,
  read,
  tables,
} from '#kit';

/** What this reads of the core's tables. */
const db = tables<{
  groups: { id: GroupId; community_id: CommunityId };
  activity_days: { group_id: GroupId; day: Day; member_id: MemberId; messages: number };
  activity_hours: { group_id: GroupId; day: Day; hour: number; messages: number };
  memberships: { group_id: GroupId; member_id: MemberId; messages: number };
}>();

export const activityBoard: Board = {
  totals: (p) =>
    db
      .selectFrom('groups')
      // A cross join keeps this order: left to choose, SQLite reads the days of all communities,
      // 1,600 ms instead of 4 ms after 5,000,000 messages.
      .crossJoin('activity_days')
      .select((pick) => [
        'activity_days.member_id',
        pick.fn.sum<number>('activity_days.messages').as('total'),
      ])
      .whereRef('activity_days.group_id', '=', 'groups.id')
      .where('groups.community_id', '=', p.community)
      .where('activity_days.day', '>=', p.from)
      .where('activity_days.day', '<=', p.to)
      .groupBy('activity_days.member_id'),
  totalsOfAllTime: (p) =>
    db
      .selectFrom('groups')
      .crossJoin('memberships')
      .select((pick) => [
        'memberships.member_id',
        pick.fn.sum<number>('memberships.messages').as('total'),
      ])
      .whereRef('memberships.group_id', '=', 'groups.id')
      .where('groups.community_id', '=', p.community)
      .groupBy('memberships.member_id'),
};

export interface Hour {
  /** By the community's clock, 0 to 23. */
  readonly hour: number;
  readonly messages: number;
}

export const byHour = read((p: Given<BoardSpan>) =>
  db
    .selectFrom('groups')
    .crossJoin('activity_hours')
    .select((pick) => [
      'activity_hours.hour',
      pick.fn.sum<number>('activity_hours.messages').as('messages'),
    ])
    .whereRef('activity_hours.group_id', '=', 'groups.id')
    .where('groups.community_id', '=', p.community)
    .where('activity_hours.day', '>=', p.from)
    .where('activity_hours.day', '<=', p.to)
    .groupBy('activity_hours.hour')
    .orderBy('activity_hours.hour'),
);

/** Messages of a span of days by the hour in which they were sent; silent hours have no row. */
export function messagesByHour(reader: Reader, span: BoardSpan): Promise<readonly Hour[]> {
  return reader.all(byHour, span);
}
