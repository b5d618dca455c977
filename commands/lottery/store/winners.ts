/** SQL of winners (中奖者) and of the records of what happened to entrants after the list froze. */
import {
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { db, type RecordRow, type WinnerRow } from './tables.ts';

const add = write((p: Given<WinnerRow>) =>
  db.insertInto('lottery_winners').values({
    lottery_id: p.lottery_id,
    place: p.place,
    member_id: p.member_id,
    code: p.code,
    ticket: p.ticket,
    prize: p.prize,
    at: p.at,
    state: p.state,
    settled_at: p.settled_at,
  }),
);

/** @throws when that place is taken: nothing is drawn twice */
export async function addWinner(tx: Tx, winner: WinnerRow): Promise<void> {
  await tx.run(add, winner);
}

const all = read((p: Given<{ lottery: number }>) =>
  db.selectFrom('lottery_winners').selectAll().where('lottery_id', '=', p.lottery).orderBy('place'),
);

export function winnersOf(reader: Reader, lottery: number): Promise<readonly WinnerRow[]> {
  return reader.all(all, { lottery });
}

const settle = write(
  (p: Given<{ lottery: number; place: number; state: WinnerRow['state']; at: Instant }>) =>
    db
      .updateTable('lottery_winners')
      .set({ state: p.state, settled_at: p.at })
      .where('lottery_id', '=', p.lottery)
      .where('place', '=', p.place)
      .where('state', 'in', [sql.lit('held' as const), sql.lit('claimed' as const)]),
);

/** @returns false when the prize had gone back before */
export async function settleWinner(
  tx: Tx,
  which: {
    readonly lottery: number;
    readonly place: number;
    readonly state: WinnerRow['state'];
    readonly at: Instant;
  },
): Promise<boolean> {
  return (await tx.run(settle, which)) === 1;
}

const ofMember = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('lottery_winners')
    .innerJoin('lottery_lotteries', 'lottery_lotteries.id', 'lottery_winners.lottery_id')
    .select([
      'lottery_winners.lottery_id',
      'lottery_winners.place',
      'lottery_winners.prize',
      'lottery_winners.at',
      'lottery_winners.state',
      'lottery_lotteries.number',
    ])
    .where('lottery_winners.member_id', '=', p.member)
    .orderBy('lottery_winners.lottery_id')
    .orderBy('lottery_winners.place'),
);

/** Everything a member has won, oldest first. */
export function winsOf(reader: Reader, member: MemberId) {
  return reader.all(ofMember, { member });
}

const addOne = write((p: Given<RecordRow>) =>
  db.insertInto('lottery_records').values({
    lottery_id: p.lottery_id,
    number: p.number,
    kind: p.kind,
    why: p.why,
    by_whom: p.by_whom,
    code: p.code,
    refill: p.refill,
    at: p.at,
    operator_id: p.operator_id,
    nonce: p.nonce,
    words: p.words,
    reason: p.reason,
  }),
);

export async function addRecord(tx: Tx, record: RecordRow): Promise<void> {
  await tx.run(addOne, record);
}

const newest = read((p: Given<{ lottery: number }>) =>
  db
    .selectFrom('lottery_records')
    .select('number')
    .where('lottery_id', '=', p.lottery)
    .orderBy('number', 'desc')
    .limit(1),
);

/** The number of the next record. */
export async function nextRecord(reader: Reader, lottery: number): Promise<number> {
  return ((await reader.get(newest, { lottery }))?.number ?? 0) + 1;
}

const records = read((p: Given<{ lottery: number }>) =>
  db
    .selectFrom('lottery_records')
    .selectAll()
    .where('lottery_id', '=', p.lottery)
    .orderBy('number'),
);

export function recordsOf(reader: Reader, lottery: number): Promise<readonly RecordRow[]> {
  return reader.all(records, { lottery });
}

interface MovedWin {
  readonly lottery: number;
  readonly place: number;
  readonly from: MemberId;
  readonly into: MemberId;
}

const move = write((p: Given<MovedWin>) =>
  db
    .updateTable('lottery_winners')
    .set({ member_id: p.into })
    .where('lottery_id', '=', p.lottery)
    .where('place', '=', p.place)
    .where('member_id', '=', p.from),
);

/** The prize of one place is another one's, as far as it was that of `from`. */
export async function moveWin(tx: Tx, which: MovedWin): Promise<void> {
  await tx.run(move, which);
}

const won = read((p: Given<{ lottery: number; member: MemberId }>) =>
  db
    .selectFrom('lottery_winners')
    .select('place')
    .where('lottery_id', '=', p.lottery)
    .where('member_id', '=', p.member)
    .limit(sql.lit(1)),
);

export async function hasWon(
  reader: Reader,
  which: { readonly lottery: number; readonly member: MemberId },
): Promise<boolean> {
  return (await reader.get(won, which)) !== undefined;
}

const forget = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('lottery_winners').set({ member_id: null }).where('member_id', '=', p.member),
);
const forgetOperator = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('lottery_records').set({ operator_id: null }).where('operator_id', '=', p.member),
);
const forgetCreator = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('lottery_lotteries').set({ creator_id: null }).where('creator_id', '=', p.member),
);

export async function forgetWins(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forget, { member });
  await tx.run(forgetOperator, { member });
  await tx.run(forgetCreator, { member });
}
