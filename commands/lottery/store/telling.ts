/** SQL of what is told of a draw: new winners, and those who have not claimed in time. */
import { type Given, type Instant, type Reader, read, sql } from '#kit';
import { db, type RecordRow } from './tables.ts';

interface Since {
  readonly lottery: number;
  /** Of the winners up to this place the group was told. */
  readonly told: number;
}

const counts = read((p: Given<Since>) =>
  db
    .selectFrom('lottery_winners')
    .select((pick) => [
      'prize',
      pick.fn.countAll<number>().as('count'),
      pick.fn.min('place').as('first'),
      pick.fn.max('place').as('last'),
    ])
    .where('lottery_id', '=', p.lottery)
    .where('place', '>', p.told)
    .groupBy('prize')
    .orderBy('prize'),
);

/** How many have won each prize, and from which place to which. */
export function newWins(reader: Reader, since: Since) {
  return reader.all(counts, since);
}

interface Wanted {
  readonly lottery: number;
  readonly prize: number;
  /** Places before this one are not looked at. */
  readonly first: number;
  readonly limit: number;
}

const firstOf = read((p: Given<Wanted>) =>
  db
    .selectFrom('lottery_winners')
    .select('member_id')
    .where('lottery_id', '=', p.lottery)
    .where('place', '>=', p.first)
    .where('prize', '=', p.prize)
    .orderBy('place')
    .limit(p.limit),
);

/** The first who have won a prize, in the order of the ranking. */
export async function newWinners(reader: Reader, wanted: Wanted) {
  return (await reader.all(firstOf, wanted)).map(({ member_id }) => member_id);
}

const byReason = read((p: Given<{ lottery: number }>) =>
  db
    .selectFrom('lottery_records')
    .select((pick) => ['why', pick.fn.countAll<number>().as('count')])
    .where('lottery_id', '=', p.lottery)
    .groupBy('why'),
);

/** How many records there are of each reason. */
export async function recordCounts(
  reader: Reader,
  lottery: number,
): Promise<ReadonlyMap<RecordRow['why'], number>> {
  const rows = await reader.all(byReason, { lottery });
  return new Map(rows.map(({ why, count }) => [why, count]));
}

const late = read((p: Given<{ lottery: number; until: Instant; limit: number }>) =>
  db
    .selectFrom('lottery_winners')
    .select(['place', 'code', 'member_id'])
    .where('lottery_id', '=', p.lottery)
    .where('state', '=', sql.lit('held' as const))
    .where('at', '<=', p.until)
    .orderBy('place')
    .limit(p.limit),
);

/** Who has won at an instant or before it and has not claimed. */
export function lateWinners(
  reader: Reader,
  wanted: { readonly lottery: number; readonly until: Instant; readonly limit: number },
) {
  return reader.all(late, wanted);
}
