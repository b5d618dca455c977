/** SQL of pushes that notified everybody in a group: how many in a day. */
import {
  type Calendar,
  type CommunityId,
  days,
  type Given,
  type GroupId,
  type Instant,
  localDay,
  type Reader,
  read,
  sql,
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

/** From its slot until an author has said that it is to be sent again. */
const LONGEST_WAIT = days(2);

const count = read((p: Given<Since>) =>
  runTables
    .selectFrom('schedule_runs')
    .select((pick) => pick.fn.sum<number | null>('mentioned_all').as('n'))
    .where('community_id', '=', p.community)
    .where('group_id', '=', p.group)
    // None waits for so long; along the index, for a group may have years of runs.
    .where('at', '>=', sql<Instant>`${p.since} - ${sql.lit(LONGEST_WAIT)}`)
    .where(sql<Instant>`coalesce(mentioned_at, at)`, '>=', p.since),
);

const note = write((p: Given<RunKey & { now: Instant }>) =>
  runTables
    .updateTable('schedule_runs')
    .set({ mentioned_all: sql`mentioned_all + 1`, mentioned_at: p.now })
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

export async function noteMention(tx: Tx, key: RunKey, now: Instant): Promise<void> {
  await tx.run(note, { ...key, now });
}
