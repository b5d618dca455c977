/** SQL of the list that is frozen and of the draw: each is written once. */
import { type Given, type Instant, type Reader, read, sql, type Tx, write } from '#kit';
import { db } from './tables.ts';

export interface Frozen {
  readonly id: number;
  readonly list: string;
  readonly listHash: string;
  readonly sealedTerms: string;
  readonly round: number | null;
  readonly entrants: number;
  readonly tickets: number;
  /** When somebody could first know who wins. */
  readonly decidedAt: Instant;
}

/**
 * The words that the list has the hash of, unless somebody who is named in them was forgotten while
 * the list was put together: then they are taken out, as they are of every other receipt.
 */
function wordsStillThere(sealed: Given<Frozen>['sealedTerms']) {
  return sql<string | null>`iif(terms ->> 'title' = ${sealed} ->> 'title' and not exists (
    select 1 from json_each(terms, '$.prizes') as now
    join json_each(${sealed}, '$.prizes') as read on read.key = now.key
    where now.value ->> 'name' <> read.value
  ), ${sealed}, null)`;
}

const freeze = write((p: Given<Frozen>) =>
  db
    .updateTable('lottery_lotteries')
    .set({
      state: sql.lit('frozen'),
      list: p.list,
      list_hash: p.listHash,
      sealed_terms: wordsStillThere(p.sealedTerms),
      round: p.round,
      entrants: p.entrants,
      tickets: p.tickets,
      decided_at: p.decidedAt,
    })
    .where('id', '=', p.id)
    .where('state', '=', sql.lit('closing' as const)),
);

/** @returns false when it is not closing */
export async function freezeLottery(tx: Tx, frozen: Frozen): Promise<boolean> {
  return (await tx.run(freeze, frozen)) === 1;
}

const move = write((p: Given<Moved>) =>
  db
    .updateTable('lottery_lotteries')
    .set({
      list: p.list,
      list_hash: p.listHash,
      round: p.round,
      decided_at: p.decidedAt,
      moves: sql`moves + 1`,
    })
    .where('id', '=', p.id)
    .where('list_hash', '=', p.before)
    .where('state', 'in', [sql.lit('frozen' as const), sql.lit('waiting' as const)]),
);

/** The same list with another round. */
export interface Moved extends Pick<Frozen, 'id' | 'list' | 'listHash' | 'decidedAt'> {
  readonly round: number;
  /** The hash that the list had before. */
  readonly before: string;
}

/** @returns false when it was drawn or moved meanwhile */
export async function moveRound(tx: Tx, moved: Moved): Promise<boolean> {
  return (await tx.run(move, moved)) === 1;
}

const told = write((p: Given<{ id: number; told: number }>) =>
  db.updateTable('lottery_lotteries').set({ told: p.told }).where('id', '=', p.id),
);

/** The group was told of the winners up to this place. */
export async function noteTold(
  tx: Tx,
  which: { readonly id: number; readonly told: number },
): Promise<void> {
  await tx.run(told, which);
}

const refilled = write((p: Given<{ id: number; refills: number }>) =>
  db.updateTable('lottery_lotteries').set({ refills: p.refills }).where('id', '=', p.id),
);

/** So many prizes that were given back have gone to the next one, or there was nobody left. */
export async function noteRefills(
  tx: Tx,
  which: { readonly id: number; readonly refills: number },
): Promise<void> {
  await tx.run(refilled, which);
}

const draw = write((p: Given<{ id: number; at: Instant; beacon: string | null }>) =>
  db
    .updateTable('lottery_lotteries')
    .set({ state: sql.lit('drawn'), drawn_at: p.at, beacon: p.beacon })
    .where('id', '=', p.id)
    .where('state', 'in', [sql.lit('frozen' as const), sql.lit('waiting' as const)]),
);

/** @returns false when it was drawn before, or cancelled */
export async function noteDraw(
  tx: Tx,
  which: { readonly id: number; readonly at: Instant; readonly beacon: string | null },
): Promise<boolean> {
  return (await tx.run(draw, which)) === 1;
}

const listText = read((p: Given<{ id: number }>) =>
  db.selectFrom('lottery_lotteries').select('list').where('id', '=', p.id),
);

/** The frozen list as canonical JSON. */
export async function listOf(reader: Reader, id: number): Promise<string | undefined> {
  return (await reader.get(listText, { id }))?.list ?? undefined;
}
