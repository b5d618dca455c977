/**
 * Merges two members of one community (合并) and parts them again: the core's rows, the points, and
 * what every feature keeps. Points that were spent since cannot go back.
 */
import type { AccountId, CommunityId, Instant, MemberId, MergedPair, Posting } from '#kit';
import { closeDialoguesOf } from '../../store/dialogues.ts';
import { dropLatePressesOf } from '../../store/late-presses.ts';
import { moveClaim } from '../../store/link-queries.ts';
import { addMerge, dataOf, keepData, mergesOf, showAgain } from '../../store/merge-queries.ts';
import { takenBackFor } from '../../store/merge-sums.ts';
import { entriesCountFor, mergeRows, partRows } from '../../store/merging.ts';
import { dropWishes, passWishes } from '../../store/push-wishes.ts';
import type { Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';

/** One thing to be done: by which features, in which step, and when. */
export interface Linking {
  readonly registry: Registry;
  readonly step: Step;
  readonly now: Instant;
}

export interface NewMerge {
  readonly link: number;
  readonly community: CommunityId;
  readonly from: MemberId;
  readonly into: MemberId;
  /** Those that stand for `from` now and for `into` afterwards. */
  readonly accounts: readonly { readonly id: AccountId }[];
}

export async function mergeMembers(linking: Linking, fresh: NewMerge): Promise<void> {
  const { registry, step } = linking;
  const { tx, core } = step;
  const { from, into, community } = fresh;
  const points = await tx.ledger.balanceOf(from);
  const [row] = core.connection.all(addMerge, { ...fresh, points });
  if (!row) throw new Error('a merge was not stored');
  const pair: MergedPair = { from, into, community, merge: row.id };
  await carry(step, { reason: 'merged', merge: row.id, from, to: into, points });
  for (const { name: feature, merging } of registry.features) {
    if (!merging) continue;
    const data = JSON.stringify((await merging.merge(tx, pair)) ?? null);
    core.connection.run(keepData, { merge: row.id, feature, data });
  }
  mergeRows(core.connection, pair);
  core.connection.run(closeDialoguesOf, { member: from });
  core.connection.run(dropLatePressesOf, { member: from });
  core.connection.run(passWishes, { from, into });
  core.connection.run(dropWishes, { member: from });
  for (const { id: account } of fresh.accounts) {
    core.connection.run(moveClaim, { account, community, member: into });
  }
  core.purses.forget();
}

type MergeRow = Pick<
  ReturnType<typeof rowsOf>[number],
  'id' | 'from_id' | 'into_id' | 'community_id' | 'points' | 'was_hidden' | 'at'
>;

const rowsOf = (step: Step, link: number) => step.core.connection.all(mergesOf, { link });

/** Undoes a merge, but for what came since. */
export async function partMembers({ registry, step, now }: Linking, row: MergeRow): Promise<void> {
  const { tx, core } = step;
  const { id: merge, from_id: from, into_id: into, community_id: community } = row;
  const { points } = await pointsBack(step, row);
  partRows(core.connection, { merge, from, into }, now);
  // Whose wishes they were is not known any more: neither hears what one did not want.
  core.connection.run(passWishes, { from: into, into: from });
  if (row.was_hidden === 0) core.connection.run(showAgain, { from, into });
  core.purses.forget();
  await carry(step, { reason: 'parted', merge, from: into, to: from, points });
  for (const { name: feature, merging } of registry.features) {
    const kept = core.connection.get(dataOf, { merge, feature });
    if (!kept || !merging) continue;
    await merging.part(tx, { from, into, community, merge, data: JSON.parse(kept.data) });
  }
}

/**
 * What would go back: what came, less what was taken back of it since, and no more than is there.
 */
export async function pointsBack(
  { tx, core: { connection } }: Step,
  { id: merge, from_id: from, into_id: into, points, at: since }: MergeRow,
): Promise<{ readonly points: number; readonly spent: number }> {
  const whose = entriesCountFor(connection, { merge, from, into });
  const takenBack = whose.reduce(
    (sum, one) =>
      sum + (connection.get(takenBackFor, { whose: one, by: into, since })?.points ?? 0),
    0,
  );
  const due = points + takenBack;
  if (due <= 0) return { points: due, spent: 0 };
  const there = Math.max(0, await tx.ledger.balanceOf(into));
  return { points: Math.min(due, there), spent: Math.max(0, due - there) };
}

interface Carried {
  readonly reason: 'merged' | 'parted';
  readonly merge: number;
  readonly from: MemberId;
  readonly to: MemberId;
  /** Signed: a debt is carried as well. */
  readonly points: number;
}

/** Two entries that add up to nothing. */
async function carry({ tx }: Step, { reason, merge, from, to, points }: Carried): Promise<void> {
  if (points === 0) return;
  const post = async (how: 'out' | 'in', posting: Pick<Posting, 'member' | 'points'>) => {
    const once = `${reason}:${merge}:${how}`;
    const entry = { reason, once, reference: `merge:${merge}`, mayOwe: true };
    const outcome = await tx.ledger.post({ ...posting, ...entry });
    if (outcome.kind !== 'posted') throw new Error(`«${once}» was not posted: ${outcome.kind}`);
  };
  await post('out', { member: from, points: -points });
  await post('in', { member: to, points });
}
