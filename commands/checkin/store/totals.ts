/** SQL of how many days of a member count, and of how many were made up (补签). */
import {
  type CommunityId,
  type Day,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { db } from './tables.ts';

interface Whose {
  readonly community: CommunityId;
  readonly member: MemberId;
}

const countOne = write((p: Given<Whose>) =>
  db
    .insertInto('checkin_totals')
    .values({ community_id: p.community, member_id: p.member, days: 1 })
    .onConflict((conflict) =>
      conflict.columns(['community_id', 'member_id']).doUpdateSet({ days: sql`days + 1` }),
    )
    .returning('days'),
);

/** Counts one more day. @returns how many there are now */
export async function countDay(tx: Tx, values: Whose): Promise<number> {
  const [row] = await tx.returning(countOne, values);
  if (!row) throw new Error('a total was not counted');
  return row.days;
}

const total = read((p: Given<Whose>) =>
  db
    .selectFrom('checkin_totals')
    .select('days')
    .where('community_id', '=', p.community)
    .where('member_id', '=', p.member),
);

/** How many days of a member count. */
export async function totalOf(reader: Reader, values: Whose): Promise<number> {
  return (await reader.get(total, values))?.days ?? 0;
}

const dropTotal = write((p: Given<Whose>) =>
  db
    .deleteFrom('checkin_totals')
    .where('community_id', '=', p.community)
    .where('member_id', '=', p.member),
);

const countAll = write((p: Given<Whose>) =>
  db
    .insertInto('checkin_totals')
    .columns(['community_id', 'member_id', 'days'])
    .expression((from) =>
      from
        .selectFrom('checkin_days')
        .select((pick) => ['community_id', 'member_id', pick.fn.countAll<number>().as('days')])
        .where('community_id', '=', p.community)
        .where('member_id', '=', p.member)
        .where('kind', '<>', sql.lit('leave' as const))
        .groupBy(['community_id', 'member_id']),
    ),
);

/** Counts anew, after days were moved. */
export async function recount(tx: Tx, values: Whose): Promise<void> {
  await tx.run(dropTotal, values);
  await tx.run(countAll, values);
}

interface Within {
  readonly member: MemberId;
  /** No day before this one can have been made up since `since`. */
  readonly from: Day;
  readonly since: Instant;
  /** The first moment that does not count any more. */
  readonly until: Instant;
}

const madeUp = read((p: Given<Within>) =>
  db
    .selectFrom('checkin_days')
    .select((count) => count.fn.countAll<number>().as('times'))
    .where('member_id', '=', p.member)
    .where('day', '>=', p.from)
    .where('kind', '=', sql.lit('madeUp' as const))
    .where('at', '>=', p.since)
    .where('at', '<', p.until),
);

/** How many days a member has made up between two moments. */
export async function madeUpWithin(reader: Reader, values: Within): Promise<number> {
  return (await reader.get(madeUp, values))?.times ?? 0;
}
