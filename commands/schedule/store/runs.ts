/** SQL of what became of each slot of a schedule: one row, whatever happens in between. */
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type Reader,
  read,
  type Tx,
  tables,
  write,
} from '#kit';
import type { Targets } from '../planning/targets.ts';
import type { Run } from '../sending/run.ts';
import type { Numbered } from './schedules.ts';

/**
 * When it had its time: `late` after it should have; `missed` not at all, because that had long
 * gone. Whether it left and arrived is for the guard of attention to say.
 */
export type RunOutcome =
  | 'onTime'
  | 'late'
  | 'missed'
  /** What it was to open could not be opened; its author knows why. */
  | 'notOpened'
  /** All parts of the series had had their turn when its own came. */
  | 'notNeeded';

export interface RunRow {
  community_id: CommunityId;
  number: number;
  group_id: GroupId;
  slot: string;
  at: Instant;
  outcome: RunOutcome;
  late_minutes: number;
  left_out: number;
  /** How many people got it in private; null of a push to a group. */
  reached: number | null;
  /** How often everybody in the group was notified, and when last. */
  mentioned_all: number;
  mentioned_at: Instant | null;
  /** Which of several texts it brought, of which edition; null before it has left, and of one. */
  turn: number | null;
  edition: number;
}

/** A slot of a schedule in one group. */
export interface RunKey extends Numbered {
  readonly group: GroupId;
  readonly slot: string;
}

export const runTables = tables<{ schedule_runs: RunRow }>();

/** A slot has one run in a group, for ever. */
const insertRun = write((p: Given<RunRow>) =>
  runTables
    .insertInto('schedule_runs')
    .values({
      community_id: p.community_id,
      number: p.number,
      group_id: p.group_id,
      slot: p.slot,
      at: p.at,
      outcome: p.outcome,
      late_minutes: p.late_minutes,
      left_out: p.left_out,
      reached: p.reached,
      mentioned_all: p.mentioned_all,
      mentioned_at: p.mentioned_at,
      turn: p.turn,
      edition: p.edition,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const setOutcome = write((p: Given<RunKey & { outcome: RunOutcome }>) =>
  runTables
    .updateTable('schedule_runs')
    .set({ outcome: p.outcome })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('group_id', '=', p.group)
    .where('slot', '=', p.slot),
);

const setReached = write((p: Given<RunKey & { people: number }>) =>
  runTables
    .updateTable('schedule_runs')
    .set({ reached: p.people })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('group_id', '=', p.group)
    .where('slot', '=', p.slot),
);

const oneRun = read((p: Given<RunKey>) =>
  runTables
    .selectFrom('schedule_runs')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('group_id', '=', p.group)
    .where('slot', '=', p.slot),
);

const anyRun = read((p: Given<Numbered & { slot: string }>) =>
  runTables
    .selectFrom('schedule_runs')
    .select('slot')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('slot', '=', p.slot)
    .limit(1),
);

const runs = read((p: Given<Numbered & { limit: number }>) =>
  runTables
    .selectFrom('schedule_runs')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .orderBy('at', 'desc')
    .limit(p.limit),
);

const runsOfAll = read((p: Given<{ community: CommunityId; limit: number }>) =>
  runTables
    .selectFrom('schedule_runs')
    .selectAll()
    .where('community_id', '=', p.community)
    .orderBy('at', 'desc')
    .limit(p.limit),
);

/** @returns false when the slot has had its run in the group before */
export async function addRun(tx: Tx, run: RunRow): Promise<boolean> {
  return (await tx.run(insertRun, run)) === 1;
}

/** The row of a slot that is being pushed to a group. */
export function rowOf(
  { number, slot, at, outcome, lateMinutes, leftOut }: Run,
  {
    community,
    group,
    targets,
  }: Pick<RunKey, 'community' | 'group'> & { readonly targets: Targets },
): RunRow {
  const key = { community_id: community, number, group_id: group, slot };
  return {
    ...key,
    at,
    outcome,
    late_minutes: lateMinutes,
    left_out: leftOut,
    // Of those who are written to in private it is counted.
    reached: targets.kind === 'members' ? 0 : null,
    mentioned_all: 0,
    mentioned_at: null,
    turn: null,
    edition: 0,
  };
}

export async function runOf(reader: Reader, key: RunKey): Promise<RunRow | undefined> {
  return reader.get(oneRun, key);
}

/** Whether a slot has had its run, in whatever group. */
export async function hasRun(reader: Reader, slot: Numbered & { slot: string }): Promise<boolean> {
  return (await reader.get(anyRun, slot)) !== undefined;
}

/** What stands in it: «3:2026-11-27 09:00», and behind a `#` when it was sent again. */
export const KEY = /^(\d+):(.+)$/;

/** The key of a push, by which the history finds what became of it. */
export function keyOfPush({ number, slot }: Pick<Run, 'number' | 'slot'>): string {
  return `${number}:${slot}`;
}

/** It had its time, but nothing was said. */
export async function noteOutcome(
  tx: Tx,
  key: RunKey,
  outcome: Extract<RunOutcome, 'notOpened' | 'notNeeded'>,
): Promise<void> {
  await tx.run(setOutcome, { ...key, outcome });
}

/** So many people were written to in private. */
export async function noteReached(tx: Tx, key: RunKey, people: number): Promise<void> {
  await tx.run(setReached, { ...key, people });
}

/** What became of the latest slots, newest first; of one schedule when a number is given. */
export async function runsOf(
  reader: Reader,
  {
    community,
    number,
    limit,
  }: { community: CommunityId; number?: number | undefined; limit: number },
): Promise<readonly RunRow[]> {
  return number === undefined
    ? reader.all(runsOfAll, { community, limit })
    : reader.all(runs, { community, number, limit });
}
