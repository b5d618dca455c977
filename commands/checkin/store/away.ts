/** SQL of days on which the bot was away: covered like leave, which the bot itself has granted. */
import {
  addDays,
  type CommunityId,
  type Day,
  type Given,
  type GroupId,
  type Instant,
  sql,
  type Tx,
  write,
} from '#kit';
import { db } from './tables.ts';

interface AwayDay {
  readonly group: GroupId;
  readonly community: CommunityId;
  readonly day: Day;
  /** When it was covered. */
  readonly at: Instant;
}

/** Member by member along the key of the days, so that nothing is read of anybody else's. */
const cover = write((p: Given<AwayDay & { before: Day }>) =>
  db
    .insertInto('checkin_days')
    .columns(['member_id', 'day', 'community_id', 'kind', 'at', 'heard_at', 'points', 'is_ours'])
    .expression((from) =>
      from
        .selectFrom('memberships')
        .crossJoin('checkin_days as before')
        .select([
          'memberships.member_id',
          sql<Day>`${p.day}`.as('day'),
          sql<CommunityId>`cast(${p.community} as integer)`.as('community_id'),
          sql.lit('leave' as const).as('kind'),
          sql<Instant>`cast(${p.at} as integer)`.as('at'),
          sql<Instant>`cast(${p.at} as integer)`.as('heard_at'),
          sql.lit(0).as('points'),
          sql.lit(1).as('is_ours'),
        ])
        .where('memberships.group_id', '=', p.group)
        .where('memberships.left_at', 'is', null)
        .whereRef('before.member_id', '=', 'memberships.member_id')
        .where('before.day', '=', p.before),
    )
    .onConflict((conflict) => conflict.columns(['member_id', 'day']).doNothing()),
);

/**
 * Covers a day for those of a group whose streak had come as far as the day before and who have not
 * checked in; done again it changes nothing. @returns for how many
 */
export function coverDay(tx: Tx, away: AwayDay): Promise<number> {
  return tx.run(cover, { ...away, before: addDays(away.day, -1) });
}

/** How a day came to be covered, as the rules name it. */
export const KIND = sql<'own' | 'madeUp' | 'leave' | 'away'>`iif(is_ours = 1, 'away', kind)`;
