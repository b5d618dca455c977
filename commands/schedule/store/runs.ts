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
import type { Numbered } from './schedules.ts';

/**
 * When it left: `late` after its time; `missed` not at all, because its time had long gone. Whether
 * it arrived is for the outbox to say.
 */
export type RunOutcome = 'onTime' | 'late' | 'missed';

export interface RunRow {
  community_id: CommunityId;
  number: number;
  group_id: GroupId;
  slot: string;
  at: Instant;
  outcome: RunOutcome;
  late_minutes: number;
  left_out: number;
}

const db = tables<{ schedule_runs: RunRow }>();

/** A slot has one run in a group, for ever. */
const insertRun = write((p: Given<RunRow>) =>
  db
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
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const runs = read((p: Given<Numbered & { limit: number }>) =>
  db
    .selectFrom('schedule_runs')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .orderBy('at', 'desc')
    .limit(p.limit),
);

const runsOfAll = read((p: Given<{ community: CommunityId; limit: number }>) =>
  db
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
