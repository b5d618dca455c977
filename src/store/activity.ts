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
  type Role,
  read,
  write,
} from '#kit';
import { roleOf } from './memberships.ts';
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

/** Counts a message on the membership. It also undoes a «left» that was never taken back. */
const countForMember = write((p: Given<Talk>) =>
  core
    .insertInto('memberships')
    .values({
      group_id: p.group,
      member_id: p.member,
      messages: 1,
      first_seen_at: p.at,
      last_seen_at: p.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'member_id']).doUpdateSet({
        messages: sql`messages + 1`,
        // A message delivered late must not bring back somebody who has left since.
        left_at: sql`case when left_at > excluded.last_seen_at then left_at end`,
        first_seen_at: sql`min(first_seen_at, excluded.first_seen_at)`,
        last_seen_at: sql`max(last_seen_at, excluded.last_seen_at)`,
      }),
    )
    .returning(['role', 'given_role']),
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

/** Counts one message. @returns what its author may do, which stands in the row that it touches */
export function countMessage(
  { connection, tally }: Counting,
  { group, member, calendar, at }: Said,
): Role {
  const talk = {
    group,
    member,
    day: localDay(at, calendar),
    hour: localHour(at, calendar.zone),
    at,
  };
  const [standing] = connection.all(countForMember, talk);
  connection.run(countForDay, talk);
  tally.add({
    key: `hour ${group} ${talk.day} ${talk.hour}`,
    by: 1,
    write: (by) => connection.run(countForHour, { ...talk, by }),
  });
  return standing ? roleOf(standing) : 'member';
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
