/** SQL of what followed pushes (推送): who came and went, and how that compares with other hours. */
import { sql } from 'kysely';
import { type Given, type GroupId, type Instant, read, write } from '#kit';
import { core } from './tables.ts';

interface Between {
  group: GroupId;
  from: Instant;
  to: Instant;
}

/** Who joined or left a group after one moment and up to another. */
export const movesBetween = read((p: Given<Between>) =>
  core
    .selectFrom('memberships')
    .select([
      sql<number>`count(*) filter (where joined_at > ${p.from} and joined_at <= ${p.to})`.as(
        'joins',
      ),
      sql<number>`count(*) filter (where left_at > ${p.from} and left_at <= ${p.to})`.as('leaves'),
    ])
    .where('group_id', '=', p.group),
);

interface Effect {
  id: number;
  joins: number;
  leaves: number;
  replies: number;
}

export const keepEffect = write((p: Given<Effect>) =>
  core
    .updateTable('pushes')
    .set({ joins: p.joins, leaves: p.leaves, replies: p.replies })
    .where('id', '=', p.id),
);

/** How many left after each of the latest pushes, newest first. */
export const latestLeaves = read((p: Given<{ group: GroupId; limit: number }>) =>
  core
    .selectFrom('pushes')
    .select(sql<number>`leaves`.as('leaves'))
    .where('group_id', '=', p.group)
    .where('left_at', 'is not', null)
    .where('leaves', 'is not', null)
    .orderBy('left_at', 'desc')
    .limit(p.limit),
);

/** Hours that follow pushes since a moment, and who left in them. */
export const pushedHours = read((p: Given<{ group: GroupId; since: Instant }>) =>
  core
    .selectFrom('pushes')
    .select([sql<number>`count(*)`.as('hours'), sql<number>`coalesce(sum(leaves), 0)`.as('leaves')])
    .where('group_id', '=', p.group)
    .where('left_at', '>=', p.since)
    .where('leaves', 'is not', null),
);

/** When the push after a moment left. */
export const nextLeft = read((p: Given<{ group: GroupId; after: Instant }>) =>
  core
    .selectFrom('pushes')
    .select((pick) => pick.fn.min('left_at').as('at'))
    .where('group_id', '=', p.group)
    .where('left_at', '>', p.after),
);

export const groupSince = read((p: Given<{ group: GroupId }>) =>
  core.selectFrom('groups').select('created_at').where('id', '=', p.group),
);
