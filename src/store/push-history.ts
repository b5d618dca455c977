/** SQL of what became of pushes (推送), for those who ask. */
import { sql } from 'kysely';
import { type CommunityId, type Given, type GroupId, read, write } from '#kit';
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

/** What something was in the way of, newest first. */
export const delayedIn = read((p: Given<{ community: CommunityId; limit: number }>) =>
  core
    .selectFrom('pushes')
    .select(REPORTED)
    .where('community_id', '=', p.community)
    .where('why', 'is not', null)
    .orderBy('id', 'desc')
    .limit(p.limit),
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

interface Before {
  id: number;
  group: GroupId;
  feature: string;
  kind: string;
}

/** Why the latest push of a kind before this one was left out; nothing when it was not. */
export const lastReason = read((p: Given<Before>) =>
  core
    .selectFrom('pushes')
    .select(
      sql<string | null>`iif(state in ('suppressed', 'expired'), why ->> 'code', null)`.as('code'),
    )
    .where('group_id', '=', p.group)
    .where('feature', '=', p.feature)
    .where('kind', '=', p.kind)
    .where('id', '<', p.id)
    .orderBy('id', 'desc')
    .limit(1),
);
