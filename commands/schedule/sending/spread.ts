/**
 * One push to several groups: each gets it a little later than the one before it, as a person would
 * send it; platforms suspect what arrives everywhere at once.
 */
import { type Context, type Instant, instantOf } from '#kit';
import type { Base } from '../base.ts';
import { groupsOf } from '../planning/reach.ts';
import type { ToGroups } from '../planning/targets.ts';
import { noteTurnAhead } from '../store/turns-ahead.ts';
import type { Run } from './run.ts';

const SHORTEST_GAP_MS = 20_000;
const LONGEST_GAP_MS = 60_000;

export interface Spread {
  readonly targets: ToGroups;
  /** It does not come again by itself, so that each group keeps it a place until its turn. */
  readonly isOnce: boolean;
}

/** @returns when all have had their turn */
export async function planGroups(
  context: Context<Base>,
  { targets, isOnce }: Spread,
  run: Run,
): Promise<Instant> {
  const { community, heardAt, later, random, tx } = context;
  const { number, slot } = run;
  let waitMs = 0;
  for (const { id: group } of await groupsOf(context, targets)) {
    const key = `${community.id}:${number}:${slot}:${group}`;
    const at = instantOf(heardAt + waitMs);
    if (isOnce) await noteTurnAhead(tx, { community: community.id, number, group, slot }, at);
    await later({ what: 'deliver', at, group, key, data: run });
    waitMs += random.int(SHORTEST_GAP_MS, LONGEST_GAP_MS);
  }
  return instantOf(heardAt + waitMs);
}
