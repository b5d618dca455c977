/**
 * One push to several groups: each gets it a little later than the one before it, as a person would
 * send it; platforms suspect what arrives everywhere at once.
 */
import { type Context, type Instant, instantOf } from '#kit';
import type { Base } from '../base.ts';
import { groupsOf } from '../planning/reach.ts';
import type { ToGroups } from '../planning/targets.ts';
import type { Schedule } from '../store/schedules.ts';
import type { Run } from './run.ts';

const SHORTEST_GAP_MS = 20_000;
const LONGEST_GAP_MS = 60_000;

/** @returns when all have had their turn */
export async function planGroups(
  context: Context<Base>,
  targets: ToGroups,
  run: Run & Pick<Schedule, 'number'>,
): Promise<Instant> {
  const { community, heardAt, later, random } = context;
  let waitMs = 0;
  for (const { id: group } of await groupsOf(context, targets)) {
    const key = `${community.id}:${run.number}:${run.slot}:${group}`;
    const at = instantOf(heardAt + waitMs);
    await later({ what: 'deliver', at, group, key, data: run });
    waitMs += random.int(SHORTEST_GAP_MS, LONGEST_GAP_MS);
  }
  return instantOf(heardAt + waitMs);
}
