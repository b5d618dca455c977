/**
 * Figures of check-in (签到) for others: the leaderboard, the export, the columns in the export of
 * members. Streaks are computed here once more, in SQL, from the same dated rows.
 */
import {
  type Board,
  compileNow,
  type ExportScope,
  type ExportSource,
  inCommunity,
  inDays,
  type MemberFigures,
  type MemberId,
  sql,
  todays,
  who,
} from '#kit';
import { CHECK_IN_COLUMNS, MEMBER_COLUMNS } from './columns.ts';
import { db } from './store/tables.ts';

/** Days that count; leave keeps a streak but is no check-in. */
export const board: Board = {
  totals: ({ community, from, to }) =>
    db
      .selectFrom('checkin_days')
      .select((count) => ['member_id', count.fn.countAll<number>().as('total')])
      .where('community_id', '=', community)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .where(sql<boolean>`kind <> 'leave'`)
      .groupBy('member_id'),
  totalsOfAllTime: ({ community }) =>
    db
      .selectFrom('checkin_totals')
      .select(['member_id', 'days as total'])
      .where('community_id', '=', community),
};

/** A common table: where each unbroken run of covered days begins, and where the next one does. */
function runs(scope: ExportScope) {
  return sql`runs as (
    select
      member_id,
      day as start,
      coalesce(lead(day) over (partition by member_id order by day), '9999-99-99') as next
    from checkin_days as first
    where ${inCommunity(scope, 'community_id')} and not exists (
      select 1 from checkin_days as before
      where before.member_id = first.member_id and before.day = date(first.day, '-1 day')
    )
    order by member_id, day
  )`;
}

/** How far a day lies in its run, leave not counted. */
const STREAK = sql`
  unixepoch(days.day) / 86400 - unixepoch(runs.start) / 86400 + 1 - (
    select count(*) from checkin_days as away
    where away.member_id = days.member_id and away.kind = 'leave'
      and away.day between runs.start and days.day
  )`;

/** The days of a run. `cross join` keeps the order of the table's key, so that nothing is sorted. */
const DAYS_OF_RUN = sql`
  cross join checkin_days as days
    on days.member_id = runs.member_id and days.day >= runs.start and days.day < runs.next`;

/** Every covered day, each member's in order of time, with the streak as it was on that day. */
export const checkIns: ExportSource = {
  columns: CHECK_IN_COLUMNS,
  rows(scope) {
    const query = sql`
      with ${who}, ${runs(scope)}
      select
        days.day, who.community, who.member_id, who.platform, who.account, who.name, days.at,
        days.kind, ${STREAK}, days.points
      from runs
      cross join who on who.member_id = runs.member_id
      ${DAYS_OF_RUN}
      where ${inDays(scope, 'days.day')}`;
    return compileNow({ compile: () => query.compile(db) });
  },
};

/** Streaks are told as of today, or as of the last day asked for. */
export const memberFigures: MemberFigures = {
  columns: MEMBER_COLUMNS,
  select(scope) {
    const today = scope.to === undefined ? sql`today` : sql`min(today, ${scope.to})`;
    return sql<{ readonly member_id: MemberId }>`(
      with ${runs(scope)}, streaks as (
        select
          runs.member_id, ${today} as today, max(days.day) as last,
          sum(days.kind <> 'leave') as streak,
          sum(days.kind <> 'leave' and ${inDays(scope, 'days.day')}) as days
        from runs
        ${DAYS_OF_RUN}
        join ${todays(scope)} as todays on todays.community_id = days.community_id
        where days.day <= ${today}
        group by runs.member_id, runs.start
      )
      select
        member_id,
        sum(days) as "checkIns",
        max(case when last >= date(today, '-1 day') then streak else 0 end) as streak,
        max(streak) as "longestStreak"
      from streaks
      group by member_id
    )`;
  },
};
