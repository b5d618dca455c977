/** SQL of due items: what is to happen at a later time, kept as rows until it is done. */
import { sql } from 'kysely';
import { type CommunityId, type Given, type GroupId, type Instant, read, write } from '#kit';
import { core, type DueKind } from './tables.ts';

/** Rows of the house itself carry this in place of a feature's name. */
export const HOUSE = 'house';

export interface DueItem {
  readonly dueAt: Instant;
  readonly feature: string;
  readonly what: string;
  readonly kind: DueKind;
  readonly key: string;
  readonly community: CommunityId | null;
  readonly group: GroupId | null;
  readonly data: string;
}

/** The same key again is the same item. */
export const addDue = write((p: Given<DueItem>) =>
  core
    .insertInto('due_items')
    .values({
      due_at: p.dueAt,
      feature: p.feature,
      what: p.what,
      kind: p.kind,
      key: p.key,
      community_id: p.community,
      group_id: p.group,
      data: p.data,
    })
    .onConflict((conflict) => conflict.column('key').doNothing()),
);

interface HouseItem {
  readonly dueAt: Instant;
  readonly feature: string;
  readonly what: string;
  readonly key: string;
  readonly community: CommunityId;
  readonly group: GroupId;
  readonly data: string;
}

/** Something that the house does for a group; planned again, it comes at the earlier time. */
export const planHouseItem = write((p: Given<HouseItem>) =>
  core
    .insertInto('due_items')
    .values({
      due_at: p.dueAt,
      feature: p.feature,
      what: p.what,
      kind: 'item',
      key: p.key,
      community_id: p.community,
      group_id: p.group,
      data: p.data,
    })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ due_at: sql`min(due_at, excluded.due_at)` }),
    ),
);

type HouseJob = Pick<DueItem, 'dueAt' | 'feature' | 'what' | 'key' | 'data'>;

/** A job of the house itself; planned again, it moves. */
export const planHouseJob = write((p: Given<HouseJob>) =>
  core
    .insertInto('due_items')
    .values({
      due_at: p.dueAt,
      feature: p.feature,
      what: p.what,
      kind: 'job',
      key: p.key,
      community_id: null,
      group_id: null,
      data: p.data,
    })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ due_at: p.dueAt })),
);

/** @param keys a pattern of LIKE */
export const hastenJobs = write((p: Given<{ keys: string; now: Instant }>) =>
  core
    .updateTable('due_items')
    .set({ due_at: p.now })
    .where('kind', '=', 'job')
    .where('key', 'like', p.keys)
    .where('due_at', '>', p.now),
);

/** What goes before everything else that is due, so that nothing closes that must be extended. */
export const MAKE_GOOD = 'makeGood';

/** Leaves out what belongs to groups of bot accounts that are not back yet, a list in JSON. */
const isHere = (accounts: Given<{ accounts: string }>['accounts']) => sql<boolean>`(
  what = ${sql.lit(MAKE_GOOD)}
  or group_id is null
  or not exists (
    select 1 from groups
    where groups.id = due_items.group_id
      and groups.bot in (select value from json_each(${accounts}))
  ))`;

const inOrder = (kind: DueKind | Given<{ kind: DueKind }>['kind']) =>
  core.selectFrom('due_items').selectAll().where('kind', '=', kind).orderBy('due_at').orderBy('id');

interface DuePage {
  readonly now: Instant;
  readonly limit: number;
}

/** What is due by now, in order of time. */
export const dueBy = read((p: Given<DuePage>) =>
  inOrder('item').where('due_at', '<=', p.now).limit(p.limit),
);

/** As {@link dueBy}, but for what must wait until its bot account is back. */
export const dueHereBy = read((p: Given<DuePage & { accounts: string }>) =>
  inOrder('item').where('due_at', '<=', p.now).where(isHere(p.accounts)).limit(p.limit),
);

/** As {@link nextDue}, but for what must wait until its bot account is back. */
export const nextDueHere = read((p: Given<{ accounts: string }>) =>
  inOrder('item').where(isHere(p.accounts)).limit(1),
);

export const nextDue = read((p: Given<{ kind: DueKind }>) => inOrder(p.kind).limit(1));

/** Takes an item away as it is now; nothing where it was taken away or moved meanwhile. */
export const takeDue = write((p: Given<{ id: number; dueAt: Instant }>) =>
  core.deleteFrom('due_items').where('id', '=', p.id).where('due_at', '=', p.dueAt).returningAll(),
);

export const removeDue = write((p: Given<{ id: number }>) =>
  core.deleteFrom('due_items').where('id', '=', p.id),
);
