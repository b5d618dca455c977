/** SQL of pushes (推送) on their way: planned, waiting, leaving, ended; one row a push, for ever. */
import { type Selectable, sql } from 'kysely';
import {
  type CommunityId,
  type Day,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type PushPriority,
  type PushState,
  read,
  write,
} from '#kit';
import type { PushTables } from './push-tables.ts';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

/** A push of the group with the most that is known of it. */
export interface WaitingPush {
  readonly id: number;
  readonly community_id: CommunityId;
  readonly group_id: GroupId;
  readonly feature: string;
  readonly kind: string;
  readonly priority: PushPriority;
  readonly planned_at: Instant;
  readonly expires_at: Instant;
  readonly lull_from: Instant | null;
  readonly body: string | null;
  readonly once: number | null;
}

export interface NewPush {
  readonly community: CommunityId;
  readonly group: GroupId;
  readonly feature: string;
  readonly kind: string;
  readonly key: string;
  readonly priority: PushPriority;
  readonly author: MemberId | null;
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly body: string;
  readonly once: 1 | null;
}

const WAITING_COLUMNS = [
  'id',
  'community_id',
  'group_id',
  'feature',
  'kind',
  'priority',
  'planned_at',
  'expires_at',
  'lull_from',
  'body',
  'once',
] as const;

/** It returns nothing where the same push was there before. */
export const addPush = write((p: Given<NewPush>) =>
  core
    .insertInto('pushes')
    .values({
      community_id: p.community,
      group_id: p.group,
      feature: p.feature,
      kind: p.kind,
      key: p.key,
      priority: p.priority,
      author_id: p.author,
      planned_at: p.at,
      expires_at: p.expiresAt,
      state: 'waiting',
      body: p.body,
      once: p.once,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(WAITING_COLUMNS),
);

export const waitingIn = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('pushes')
    .select(WAITING_COLUMNS)
    .where('group_id', '=', p.group)
    .where('state', '=', sql.lit('waiting'))
    .orderBy('id'),
);

/** Whether anything waits in a group. */
export const waitingOne = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('pushes')
    .select('id')
    .where('group_id', '=', p.group)
    .where('state', '=', sql.lit('waiting'))
    .limit(1),
);

export const groupsWaiting = read((_: Given<object>) =>
  core
    .selectFrom('pushes')
    .select(['group_id', 'community_id'])
    .distinct()
    .where('state', '=', sql.lit('waiting'))
    .orderBy('group_id'),
);

interface Delay {
  id: number;
  why: string;
  lullFrom: Instant | null;
}

export const delayPush = write((p: Given<Delay>) =>
  core.updateTable('pushes').set({ why: p.why, lull_from: p.lullFrom }).where('id', '=', p.id),
);

interface Suppression {
  id: number;
  state: 'suppressed' | 'expired';
  why: string;
  at: Instant;
}

/** It will not leave; its text is not kept. */
export const suppressPush = write((p: Given<Suppression>) =>
  core
    .updateTable('pushes')
    .set({ state: p.state, why: p.why, ended_at: p.at, body: null })
    .where('id', '=', p.id)
    .returning(['community_id', 'group_id', 'author_id']),
);

export interface Departure {
  id: number;
  at: Instant;
  day: Day;
}

/** It is a letter of the outbox from now on, which holds its text. */
export const sendPush = write((p: Given<Departure>) =>
  core
    .updateTable('pushes')
    .set({ state: 'leaving', left_at: p.at, day: p.day, body: null })
    .where('id', '=', p.id),
);

/** It left as a part of another. */
export const mergePush = write((p: Given<{ id: number; into: number; at: Instant }>) =>
  core
    .updateTable('pushes')
    .set({ state: 'merged', merged_into: p.into, ended_at: p.at, body: null })
    .where('id', '=', p.id),
);

/** What is known of a push once it has ended. */
const ENDED = ['id', 'community_id', 'group_id', 'author_id', 'state'] as const;

interface End {
  id: number;
  state: PushState;
  now: Instant;
}

const endOne = write((p: Given<End>) =>
  core
    .updateTable('pushes')
    .set({ state: p.state, ended_at: p.now })
    .where('id', '=', p.id)
    .returning(ENDED),
);

/** What has left ends as its letter did; where that is gone, nobody knows. */
const endAll = write((p: Given<{ now: Instant }>) =>
  core
    .updateTable('pushes')
    .set({
      state: sql`coalesce(
        (select state from outbox where outbox.push_id = pushes.id), 'unknown')`,
      ended_at: p.now,
      body: null,
    })
    .where('state', '=', sql.lit('leaving'))
    .where(
      sql<boolean>`not exists (select 1 from outbox
        where outbox.push_id = pushes.id and outbox.state in ('planned', 'sending'))`,
    )
    // One that is still to be made has not left.
    .where(
      sql<boolean>`not exists (select 1 from due_items
        where due_items.key = 'house:pushMake:' || pushes.id)`,
    )
    .returning(ENDED),
);

/** A push that did not arrive for sure. */
export interface FailedPush {
  readonly id: number;
  readonly community: CommunityId;
  readonly group: GroupId;
}

/** Of those that have ended. */
export interface PushEnds {
  /** Those whose authors are to hear of it. */
  readonly failed: readonly FailedPush[];
  /** Those of which nothing was said: they have taken no place and start no gap. */
  readonly unsaid: readonly FailedPush[];
}

type Ended = Pick<
  Selectable<PushTables['pushes']>,
  'id' | 'community_id' | 'group_id' | 'author_id' | 'state'
>;

/** Writes down how a letter ended that was a push. */
export function endPush(connection: Statements, end: End): PushEnds {
  return endsOf(connection.all(endOne, end));
}

/** The same of all letters that have ended while nobody looked. */
export function endPushes(connection: Statements, now: Instant): PushEnds {
  return endsOf(connection.all(endAll, { now }));
}

function endsOf(ended: readonly Ended[]): PushEnds {
  const failed = ended.filter(({ state }) => state !== 'sent');
  return {
    failed: failed.filter(({ author_id: author }) => author !== null).map(asFailed),
    unsaid: failed.filter(({ state }) => state !== 'unknown').map(asFailed),
  };
}

function asFailed({ id, community_id: community, group_id: group }: Ended): FailedPush {
  return { id, community, group };
}

export const pushById = read((p: Given<{ id: number }>) =>
  core.selectFrom('pushes').selectAll().where('id', '=', p.id),
);

/** The erased hear of nothing any more, and nobody knows what they wanted. */
export const forgetAuthor = write((p: Given<{ member: MemberId }>) =>
  core.updateTable('pushes').set({ author_id: null }).where('author_id', '=', p.member),
);
