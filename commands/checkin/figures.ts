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
  // Member by member along the primary key: four times as fast as by day for a month of 1,000
  // members, because nothing is sorted. `cross join` keeps SQLite from turning it around.
  totals: ({ community, from, to }) =>
    db
      .selectFrom('checkin_totals')
      .crossJoin('checkin_days')
      .select((count) => ['checkin_totals.member_id', count.fn.countAll<number>().as('total')])
      .where('checkin_totals.community_id', '=', community)
      .whereRef('checkin_days.member_id', '=', 'checkin_totals.member_id')
      .where('checkin_days.day', '>=', from)
      .where('checkin_days.day', '<=', to)
      .where('checkin_days.kind', '<>', sql.lit('leave' as const))
      .groupBy('checkin_totals.member_id'),
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
      community_id,
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

/**
 * The days of a run. `cross join` keeps the order of the table's key, so that nothing is sorted.
 */
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
        iif(days.is_ours = 1, 'away', days.kind), ${STREAK}, days.points
      from runs
      cross join who on who.member_id = runs.member_id
      ${DAYS_OF_RUN}
      where ${inDays(scope, 'days.day')}`;
    return compileNow({ compile: () => query.compile(db) });
  },
};

const PAST_DAYS_OF_RUN = sql`
  from checkin_days as days
  where days.member_id = runs.member_id
    and days.day >= runs.start and days.day < runs.next and days.day <= today`;

/** Streaks are told as of today, or as of the last day asked for. */
export const memberFigures: MemberFigures = {
  columns: MEMBER_COLUMNS,
  select(scope) {
    const today = scope.to === undefined ? sql`today` : sql`min(today, ${scope.to})`;
    const counted = sql`select count(*) ${PAST_DAYS_OF_RUN} and days.kind <> 'leave'`;
    return sql<{ readonly member_id: MemberId }>`(
      with ${runs(scope)},
      todays as materialized (
        select community_id, ${today} as today from ${todays(scope)} as days
      ),
      streaks as (
        select
          runs.member_id, today,
          (${counted}) as streak,
          (${counted} and ${inDays(scope, 'days.day')}) as days,
          (select max(days.day) ${PAST_DAYS_OF_RUN}) as last
        from runs
        join todays on todays.community_id = runs.community_id
      )
      select
        member_id,
        sum(days) as "checkIns",
        max(iif(last >= date(today, '-1 day'), streak, 0)) as streak,
        max(streak) as "longestStreak"
      from streaks
      group by member_id
    )`;
  },
};
