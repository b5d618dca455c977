/** SQL of the turns of groups that are still to come of what is pushed only once. */
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
import type { RunKey } from './runs.ts';

interface TurnAhead {
  readonly community_id: CommunityId;
  readonly group_id: GroupId;
  readonly number: number;
  readonly slot: string;
  /** When its turn is. */
  readonly at: Instant;
}

const db = tables<{ schedule_turns_ahead: TurnAhead }>();

const insert = write((p: Given<RunKey & { at: Instant }>) =>
  db
    .insertInto('schedule_turns_ahead')
    .values({
      community_id: p.community,
      group_id: p.group,
      number: p.number,
      slot: p.slot,
      at: p.at,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const remove = write((p: Given<RunKey>) =>
  db
    .deleteFrom('schedule_turns_ahead')
    .where('community_id', '=', p.community)
    .where('group_id', '=', p.group)
    .where('number', '=', p.number)
    .where('slot', '=', p.slot),
);

const ofGroup = read((p: Given<{ community: CommunityId; group: GroupId }>) =>
  db
    .selectFrom('schedule_turns_ahead')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('group_id', '=', p.group),
);

/** A group will have its turn. */
export async function noteTurnAhead(tx: Tx, key: RunKey, at: Instant): Promise<void> {
  await tx.run(insert, { ...key, at });
}

/** It has had its turn, whatever became of it. */
export async function endTurnAhead(tx: Tx, key: RunKey): Promise<void> {
  await tx.run(remove, key);
}

export async function turnsAhead(
  reader: Reader,
  where: { readonly community: CommunityId; readonly group: GroupId },
): Promise<readonly Pick<TurnAhead, 'number' | 'at'>[]> {
  return reader.all(ofGroup, where);
}
