/** SQL of lotteries (抽奖) themselves. A state only changes from one that is named. */
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { type Terms, termsShape } from '../terms.ts';
import { db, type LotteryRow, type Mode, type State } from './tables.ts';

/** What is read for every entry: all but the frozen list, which may be large. */
const COLUMNS = [
  'id',
  'community_id',
  'number',
  'group_id',
  'creator_id',
  'state',
  'mode',
  'terms',
  'seed',
  'salt',
  'nonce',
  'commitment',
  'created_at',
  'closed_at',
  'drawn_at',
  'entrants',
  'next_seq',
  'tickets',
  'list_hash',
  'round',
  'beacon',
  'decided_at',
  'moves',
  'told',
] as const;

export type LotteryOf = Omit<LotteryRow, 'list' | 'sealed_terms' | 'refills' | 'terms'> & {
  readonly terms: Terms;
};

/**
 * Codes are made of the salt while members enter; then it is destroyed, so that nobody can make the
 * code of a member's number once more and find the code of somebody who was forgotten.
 */
const NO_SALT = sql.lit('');

type Kept = Omit<LotteryRow, 'list' | 'sealed_terms' | 'refills'>;

function lotteryOf(row: Kept): LotteryOf {
  return { ...row, terms: termsShape.parse(JSON.parse(row.terms)) };
}

const byId = read((p: Given<{ id: number }>) =>
  db.selectFrom('lottery_lotteries').select(COLUMNS).where('id', '=', p.id),
);

export async function lotteryById(reader: Reader, id: number): Promise<LotteryOf | undefined> {
  const row = await reader.get(byId, { id });
  return row && lotteryOf(row);
}

const byNumber = read((p: Given<{ community: CommunityId; number: number }>) =>
  db
    .selectFrom('lottery_lotteries')
    .select(COLUMNS)
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

export async function lotteryByNumber(
  reader: Reader,
  which: { readonly community: CommunityId; readonly number: number },
): Promise<LotteryOf | undefined> {
  const row = await reader.get(byNumber, which);
  return row && lotteryOf(row);
}

const newest = read((p: Given<{ community: CommunityId; limit: number }>) =>
  db
    .selectFrom('lottery_lotteries')
    .select(COLUMNS)
    .where('community_id', '=', p.community)
    .orderBy('number', 'desc')
    .limit(p.limit),
);

/** Newest first. */
export async function newestLotteries(
  reader: Reader,
  which: { readonly community: CommunityId; readonly limit: number },
): Promise<readonly LotteryOf[]> {
  return (await reader.all(newest, which)).map(lotteryOf);
}

const add = write((p: Given<NewLottery & { terms: string }>) =>
  db
    .insertInto('lottery_lotteries')
    .values({
      id: sql<number>`(select coalesce(max(id), 0) + 1 from lottery_lotteries)`,
      community_id: p.community_id,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from lottery_lotteries
        where community_id = ${p.community_id})`,
      group_id: p.group_id,
      creator_id: p.creator_id,
      state: sql.lit('opening'),
      mode: sql.lit('unknown'),
      terms: p.terms,
      seed: p.seed,
      salt: p.salt,
      nonce: p.nonce,
      commitment: p.commitment,
      created_at: p.created_at,
      entrants: sql.lit(0),
      next_seq: sql.lit(1),
      tickets: sql.lit(0),
      moves: sql.lit(0),
      told: sql.lit(0),
      refills: sql.lit(0),
    })
    .returning('id'),
);

export interface NewLottery {
  readonly community_id: CommunityId;
  readonly group_id: GroupId;
  readonly creator_id: MemberId;
  readonly seed: string;
  readonly salt: string;
  readonly nonce: string;
  readonly commitment: string;
  readonly created_at: Instant;
}

/** @returns its id */
export async function addLottery(tx: Tx, lottery: NewLottery & { readonly terms: Terms }) {
  const terms = JSON.stringify(lottery.terms);
  const [row] = await tx.returning(add, { ...lottery, terms });
  if (!row) throw new Error('the lottery was not written');
  return row.id;
}

interface Step {
  readonly id: number;
  readonly from: State;
  /** A state in which nobody enters any more. */
  readonly to: 'waiting' | 'empty' | 'cancelled';
}

const step = write((p: Given<Step>) =>
  db
    .updateTable('lottery_lotteries')
    .set({ state: p.to, salt: NO_SALT })
    .where('id', '=', p.id)
    .where('state', '=', p.from),
);

/** @returns false when it was in another state: then somebody else has gone on */
export async function moveState(tx: Tx, { id, from, to }: Step): Promise<boolean> {
  return (await tx.run(step, { id, from, to })) === 1;
}

const open = write((p: Given<{ id: number; mode: Mode }>) =>
  db
    .updateTable('lottery_lotteries')
    .set({ state: sql.lit('open'), mode: p.mode })
    .where('id', '=', p.id)
    .where('state', '=', sql.lit('opening' as const)),
);

export async function openLottery(tx: Tx, which: { readonly id: number; readonly mode: Mode }) {
  return (await tx.run(open, which)) === 1;
}

const count = write((p: Given<{ id: number; entrants: number; tickets: number; seqs: number }>) =>
  db
    .updateTable('lottery_lotteries')
    .set({
      entrants: sql`entrants + ${p.entrants}`,
      tickets: sql`tickets + ${p.tickets}`,
      next_seq: sql`next_seq + ${p.seqs}`,
    })
    .where('id', '=', p.id),
);

/** Adds to, or takes from, how many have entered; an entry also takes a place in the order. */
export async function countEntrants(
  tx: Tx,
  change: { readonly id: number; readonly entrants: number; readonly tickets: number },
): Promise<void> {
  await tx.run(count, { ...change, seqs: Math.max(0, change.entrants) });
}

const close = write((p: Given<{ id: number; at: Instant }>) =>
  db
    .updateTable('lottery_lotteries')
    .set({ state: sql.lit('closing'), closed_at: p.at, salt: NO_SALT })
    .where('id', '=', p.id)
    .where('state', '=', sql.lit('open' as const)),
);

/** @returns false when it is not open */
export async function closeLottery(tx: Tx, which: { readonly id: number; readonly at: Instant }) {
  return (await tx.run(close, which)) === 1;
}
