/** SQL of pushes that notified everybody in a group: how many in a day. */
import {
  type Calendar,
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  localDay,
  type Reader,
  read,
  startOfDay,
  type Tx,
  write,
} from '#kit';
import { type RunKey, runTables } from './runs.ts';

interface Since {
  readonly community: CommunityId;
  readonly group: GroupId;
  readonly since: Instant;
}

const count = read((p: Given<Since>) =>
  runTables
    .selectFrom('schedule_runs')
    .select((pick) => pick.fn.countAll<number>().as('n'))
    .where('community_id', '=', p.community)
    .where('group_id', '=', p.group)
    .where('mentioned_all', '=', 1)
    .where('at', '>=', p.since),
);

const note = write((p: Given<RunKey>) =>
  runTables
    .updateTable('schedule_runs')
    .set({ mentioned_all: 1 })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('group_id', '=', p.group)
    .where('slot', '=', p.slot),
);

/** How often everybody in the group was notified on the community's day of `now`. */
export async function mentionsSince(
  reader: Reader,
  {
    calendar,
    now,
    ...where
  }: Omit<Since, 'since'> & { readonly calendar: Calendar; readonly now: Instant },
): Promise<number> {
  const since = startOfDay(localDay(now, calendar), calendar);
  return (await reader.get(count, { ...where, since }))?.n ?? 0;
}

export async function noteMention(tx: Tx, key: RunKey): Promise<void> {
  await tx.run(note, key);
}
