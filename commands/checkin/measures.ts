/**
 * Figures of check-in (签到) that conditions ask for: the streak as of today, and the days in all.
 * The streak is told as the calendar tells it: a day that is not over yet does not end it.
 */
import { type Measure, type MemberId, sql } from '#kit';
import { db } from './store/tables.ts';

/**
 * Along the key of the days, from the newest back to the first gap; no more of a member's days are
 * read than the streak is long.
 */
export const streak: Measure = {
  figures: ({ community, today, from, to }) => sql<{ member_id: MemberId; total: number }>`(
    with newest as (
      select
        member_id,
        (select max(day) from checkin_days as days
          where days.member_id = totals.member_id and days.day <= ${today}) as day
      from checkin_totals as totals
      where community_id = ${community} and member_id between ${from} and ${to}
    ),
    started as (
      select member_id, newest.day as last, (
        select first.day from checkin_days as first
        where first.member_id = newest.member_id and first.day <= newest.day
          and not exists (
            select 1 from checkin_days as before
            where before.member_id = first.member_id and before.day = date(first.day, '-1 day')
          )
        order by first.day desc limit 1
      ) as first
      from newest
      where newest.day >= date(${today}, '-1 day')
    )
    select member_id, (
      select count(*) from checkin_days as days
      where days.member_id = started.member_id and days.kind <> 'leave'
        and days.day between started.first and started.last
    ) as total
    from started
  )`,
};

/** Days that count, of all time. */
export const checkIns: Measure = {
  figures: ({ community, from, to }) =>
    db
      .selectFrom('checkin_totals')
      .select(['member_id', 'days as total'])
      .where('community_id', '=', community)
      .where('member_id', '>=', from)
      .where('member_id', '<=', to),
};
