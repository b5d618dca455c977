/** SQL of downtimes (停机): when a bot account heard nothing, which groups, what was made good. */
import { sql } from 'kysely';
import { type CommunityId, type Given, type GroupId, type Instant, read, write } from '#kit';
import { core } from './tables.ts';

/** The item that tells a group; other than what makes good it waits for what was missed. */
export const DOWNTIME_NEWS = 'downtimeNews';
const NEWS_KEY = `house:${DOWNTIME_NEWS}`;

interface Away {
  account: string;
  from: Instant;
  to: Instant;
}

export const addDowntime = write((p: Given<Away>) =>
  core
    .insertInto('downtimes')
    .values({ account: p.account, from_at: p.from, to_at: p.to })
    .returning('id'),
);

export const groupsServedBy = read((p: Given<{ account: string }>) =>
  core.selectFrom('groups').select(['id', 'community_id']).where('bot', '=', p.account),
);

interface Which {
  downtime: number;
  group: GroupId;
}

export const addDowntimeGroup = write((p: Given<Which>) =>
  core
    .insertInto('downtime_groups')
    .values({ downtime_id: p.downtime, group_id: p.group, repairs: '[]' }),
);

/** Downtimes of a group that reach beyond a moment, oldest first. */
export const downtimesSince = read((p: Given<{ group: GroupId; since: Instant }>) =>
  core
    .selectFrom('downtime_groups')
    .innerJoin('downtimes', 'downtimes.id', 'downtime_groups.downtime_id')
    .select(['downtimes.from_at as from', 'downtimes.to_at as to'])
    .where('downtime_groups.group_id', '=', p.group)
    .where('downtimes.to_at', '>', p.since)
    .orderBy('downtimes.from_at'),
);

/** Those of which a group has heard nothing yet, oldest first. */
export const untoldDowntimes = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('downtime_groups')
    .innerJoin('downtimes', 'downtimes.id', 'downtime_groups.downtime_id')
    .select([
      'downtimes.id',
      'downtimes.from_at as from',
      'downtimes.to_at as to',
      'downtime_groups.repairs',
      'downtime_groups.is_lost',
    ])
    .where('downtime_groups.group_id', '=', p.group)
    .where('downtime_groups.told_at', 'is', null)
    .orderBy('downtimes.from_at'),
);

export const setRepairs = write((p: Given<Which & { repairs: string }>) =>
  core
    .updateTable('downtime_groups')
    .set({ repairs: p.repairs })
    .where('group_id', '=', p.group)
    .where('downtime_id', '=', p.downtime),
);

/**
 * Talk was lost: the group hears it together with what is made good. No row changes where it is
 * about to hear nothing.
 */
export const noteLost = write((p: Given<{ group: GroupId }>) =>
  core
    .updateTable('downtime_groups')
    .set({ is_lost: sql.lit(1) })
    .where('group_id', '=', p.group)
    .where('told_at', 'is', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('due_items')
          .select('due_items.id')
          .where(
            'due_items.key',
            '=',
            sql<string>`${sql.lit(`${NEWS_KEY}:`)} || downtime_id || ':' || downtime_groups.group_id`,
          ),
      ),
    ),
);

export const markTold = write((p: Given<{ group: GroupId; at: Instant }>) =>
  core
    .updateTable('downtime_groups')
    .set({ told_at: p.at })
    .where('group_id', '=', p.group)
    .where('told_at', 'is', null),
);

/** The newest of a community, each with what was made good in its groups: a list of lists. */
export const newestDowntimes = read((p: Given<{ community: CommunityId; limit: number }>) =>
  core
    .selectFrom('downtime_groups')
    .innerJoin('downtimes', 'downtimes.id', 'downtime_groups.downtime_id')
    .innerJoin('groups', 'groups.id', 'downtime_groups.group_id')
    .select(['downtimes.from_at as from', 'downtimes.to_at as to'])
    .select(sql<string>`json_group_array(json(downtime_groups.repairs))`.as('repairs'))
    .where('groups.community_id', '=', p.community)
    .groupBy('downtimes.id')
    .orderBy('downtimes.to_at', 'desc')
    .limit(p.limit),
);

export const pruneDowntimeGroups = write((p: Given<{ before: Instant }>) =>
  core
    .deleteFrom('downtime_groups')
    .where('downtime_id', 'in', (from) =>
      from.selectFrom('downtimes').select('id').where('to_at', '<', p.before),
    ),
);

export const pruneDowntimes = write((p: Given<{ before: Instant }>) =>
  core.deleteFrom('downtimes').where('to_at', '<', p.before),
);
