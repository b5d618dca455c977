/** Writes who has won what, and what happened on the way; prizes of points are paid at once. */
import { after, type Context, days, type Line, lines, type Member } from '#kit';
import type { Lottery } from './base.ts';
import type { Passed, Picked, Won } from './pick.ts';
import { MOST_NAMES, names } from './show.ts';
import type { LotteryOf } from './store/lotteries.ts';
import type { RecordRow } from './store/tables.ts';
import { addRecord, addWinner, nextRecord } from './store/winners.ts';
import { sealedReason } from './words.ts';

/** So many are mentioned at once; a platform may refuse more. */
const MOST_MENTIONS = 20;

export async function handOut(
  context: Context<Lottery>,
  lottery: LotteryOf,
  { won, passed }: Picked,
): Promise<void> {
  const { tx, now, later } = context;
  const { id, terms } = lottery;
  for (const each of passed) await recordPass(context, lottery, each);
  for (const { member, ...winner } of won) {
    const isPaid = terms.prizes[winner.prize]?.points !== undefined;
    const isSettled = isPaid || terms.claimDays === 0;
    await addWinner(tx, {
      ...winner,
      lottery_id: id,
      member_id: member,
      at: now,
      state: isSettled ? 'claimed' : 'held',
      settled_at: isSettled ? now : null,
    });
  }
  await payPoints(context, lottery, won);
  const [first] = won;
  if (first === undefined || terms.claimDays === 0) return;
  const at = after(now, days(terms.claimDays));
  await later({ what: 'claims', at, key: `${id}:${first.place}`, data: { id } });
}

async function payPoints({ tx }: Context<Lottery>, lottery: LotteryOf, won: readonly Won[]) {
  const { id, number, terms } = lottery;
  for (const { member, prize, place } of won) {
    const points = terms.prizes[prize]?.points;
    if (points === undefined) continue;
    const reference = `lottery:${number}`;
    const once = `lottery:${id}:prize:${place}`;
    await tx.ledger.post({ member, points, reason: 'lottery.prize', once, reference });
  }
}

function recordPass(context: Context<Lottery>, lottery: LotteryOf, { code, why }: Passed) {
  const words = context.text(`passed.${why}`);
  return record(context, lottery, { kind: 'passed', code, words, isRefilled: false });
}

export interface NewRecord {
  readonly kind: RecordRow['kind'];
  readonly code: string;
  readonly words: string;
  /** Whether the next of the ranking gets the prize. */
  readonly isRefilled: boolean;
  readonly operator?: Member['id'];
}

/** A public record with the next number. @returns the number */
export async function record(
  { tx, now, secrets }: Context<Lottery>,
  lottery: LotteryOf,
  { kind, code, words, isRefilled, operator }: NewRecord,
): Promise<number> {
  const number = await nextRecord(tx, lottery.id);
  const sealed = sealedReason((text) => secrets.fingerprint(text), lottery, {
    number,
    text: words,
  });
  await addRecord(tx, {
    lottery_id: lottery.id,
    number,
    kind,
    code,
    refill: isRefilled ? 1 : 0,
    at: now,
    operator_id: operator ?? null,
    nonce: sealed.words.nonce,
    words,
    reason: sealed.reason,
  });
  return number;
}

/** Who has won what, a line for each kind of prize. */
export async function winnerLines(
  context: Context<Lottery>,
  { terms }: LotteryOf,
  won: readonly Won[],
): Promise<Line> {
  const { text } = context;
  const rows: Line[] = [];
  for (const [index, { name }] of terms.prizes.entries()) {
    const who = won.filter(({ prize }) => prize === index).map(({ member }) => member);
    if (who.length === 0) continue;
    rows.push(text('winners', { prize: name, n: who.length, names: await names(context, who) }));
  }
  return lines(...rows);
}

/** The winners as members, so that they are told; where there are too many, nobody is. */
export async function toMention(
  { tx }: Context<Lottery>,
  won: readonly Won[],
): Promise<readonly Member[]> {
  if (won.length > Math.min(MOST_MENTIONS, MOST_NAMES)) return [];
  const members: Member[] = [];
  for (const { member } of won) {
    const found = await tx.people.find(member);
    if (found) members.push(found);
  }
  return members;
}
