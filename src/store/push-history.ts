/** SQL of what became of pushes (推送), for those who ask. */
import { type Selectable, sql } from 'kysely';
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type PushPage,
  read,
  write,
} from '#kit';
import type { PushTables } from './push-tables.ts';
import { core } from './tables.ts';

const REPORTED = [
  'feature',
  'key',
  'kind',
  'group_id',
  'state',
  'why',
  'planned_at',
  'left_at',
  'ended_at',
  'along',
] as const;

/** Word for word as in the index. */
const NOT_AT_ITS_TIME = sql<boolean>`(why is not null or state in ('unknown', 'refused', 'expired'))`;

/** What something was in the way of, or what is not there for sure, newest first. */
export const delayedIn = read((p: Given<PushPage & { community: CommunityId }>) =>
  core
    .selectFrom('pushes')
    .select(REPORTED)
    .where('community_id', '=', p.community)
    .where(NOT_AT_ITS_TIME)
    .orderBy('id', 'desc')
    .limit(p.limit)
    .offset(p.after),
);

interface Asked {
  group: GroupId;
  feature: string;
  kind: string;
  /** A JSON list. */
  keys: string;
}

/** What became of pushes of a feature in a group. */
export const reportsOf = read((p: Given<Asked>) =>
  core
    .selectFrom('pushes')
    .select(REPORTED)
    .where('group_id', '=', p.group)
    .where('feature', '=', p.feature)
    .where('kind', '=', p.kind)
    .where(sql<boolean>`key in (select value from json_each(${p.keys}))`),
);

/** The platform has shown that the letter has arrived that carried it. */
export const markShown = write((p: Given<{ letter: number }>) =>
  core
    .updateTable('pushes')
    .set({ state: 'sent' })
    .where('id', '=', sql<number>`(select push_id from outbox where id = ${p.letter})`)
    .where('state', '=', 'unknown'),
);

/** It left along with an answer. */
export const noteAlong = write((p: Given<{ id: number }>) =>
  core.updateTable('pushes').set({ along: 1 }).where('id', '=', p.id),
);

/** Somebody has seen them in the group. */
export const markArrived = write((p: Given<Asked>) =>
  core
    .updateTable('pushes')
    .set({ state: 'sent' })
    .where('group_id', '=', p.group)
    .where('feature', '=', p.feature)
    .where('kind', '=', p.kind)
    .where(sql<boolean>`key in (select value from json_each(${p.keys}))`)
    .where('state', '=', 'unknown'),
);

interface Lost {
  community: CommunityId;
  since: Instant;
  now: Instant;
}

/** Reasons that managers have given themselves, or hear of all together. */
const TOLD_OTHERWISE = ['off', 'silence', 'away'];

/** More in a day are told of by the history alone. */
const MOST_LOST = 200;

/** What comes again and was left out since a moment, by author, oldest first. */
export const lostIn = read((p: Given<Lost>) =>
  core
    .selectFrom('pushes')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('why', 'is not', null)
    .where('state', 'in', ['suppressed', 'expired'])
    .where('once', 'is', null)
    .where('left_at', 'is', null)
    .where('author_id', 'is not', null)
    .where('ended_at', '>=', p.since)
    .where('ended_at', '<=', p.now)
    .where(sql<string>`why ->> 'code'`, 'not in', TOLD_OTHERWISE)
    .orderBy('id')
    .limit(sql.lit(MOST_LOST)),
);

export type LostPush = Selectable<PushTables['pushes']>;
