/**
 * Activity (活跃): each message counts towards its member, group, day and hour, in the transaction
 * that takes the message in. The text of a message is not stored.
 */

import { sql } from 'kysely';
import {
  type Calendar,
  type Day,
  type Given,
  type GroupId,
  type Instant,
  localDay,
  localHour,
  type MemberId,
  read,
  write,
} from '#kit';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';
import type { Tally } from './tally.ts';

interface Talk {
  group: GroupId;
  member: MemberId;
  day: Day;
  hour: number;
  at: Instant;
}

/** Counts a message on a membership that is there; it also undoes a «left» never taken back. */
const countForMember = write((p: Given<Talk>) =>
  core
    .updateTable('memberships')
    .set({
      messages: sql`messages + 1`,
      // A message delivered late must not bring back somebody who has left since.
      left_at: sql`case when left_at > ${p.at} then left_at end`,
      first_seen_at: sql`min(first_seen_at, ${p.at})`,
      last_seen_at: sql`max(last_seen_at, ${p.at})`,
    })
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member),
);

const countFirst = write((p: Given<Talk>) =>
  core.insertInto('memberships').values({
    group_id: p.group,
    member_id: p.member,
    messages: 1,
    first_seen_at: p.at,
    last_seen_at: p.at,
  }),
);

const countForDay = write((p: Given<Talk>) =>
  core
    .insertInto('activity_days')
    .values({
      group_id: p.group,
      day: p.day,
      member_id: p.member,
      messages: 1,
      first_at: p.at,
      last_at: p.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'day', 'member_id']).doUpdateSet({
        messages: sql`messages + 1`,
        first_at: sql`min(first_at, excluded.first_at)`,
        last_at: sql`max(last_at, excluded.last_at)`,
      }),
    ),
);

const countForHour = write((p: Given<Talk & { by: number }>) =>
  core
    .insertInto('activity_hours')
    .values({ group_id: p.group, day: p.day, hour: p.hour, messages: p.by })
    .onConflict((conflict) =>
      conflict
        .columns(['group_id', 'day', 'hour'])
        .doUpdateSet({ messages: sql`messages + excluded.messages` }),
    ),
);

export interface Said {
  readonly group: GroupId;
  readonly member: MemberId;
  readonly calendar: Calendar;
  readonly at: Instant;
}

/** Where a message is counted. */
interface Counting {
  readonly connection: Statements;
  readonly tally: Tally;
}

/** Counts one message towards member, group, day and hour. */
export function countMessage(
  { connection, tally }: Counting,
  { group, member, calendar, at }: Said,
): void {
  const day = localDay(at, calendar);
  const hour = localHour(at, calendar.zone);
  const talk = { group, member, day, hour, at };
  if (connection.run(countForMember, talk) === 0) connection.run(countFirst, talk);
  connection.run(countForDay, talk);
  tally.add({
    key: `hour ${group} ${day} ${hour}`,
    by: 1,
    write: (by) => connection.run(countForHour, { ...talk, by }),
  });
}

/** What a member said, by day and group, oldest first. */
export const activityOf = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('activity_days')
    .innerJoin('groups', 'groups.id', 'activity_days.group_id')
    .select(['day', 'platform_id', 'messages', 'first_at', 'last_at'])
    .where('member_id', '=', p.member)
    .orderBy('day')
    .orderBy('group_id'),
);

/** On how many days a member spoke anywhere in the community. */
export const activeDaysOf = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('activity_days')
    .select((count) => count.fn.count<number>('day').distinct().as('days'))
    .where('member_id', '=', p.member),
);
