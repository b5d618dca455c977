/**
 * Writes who has won what, and what happened on the way; prizes of points are paid at once. Many at
 * a time would hold up the answers of other groups, so it is done in parts, in the order of the
 * ranking: what a crash leaves is gone on with, and is the same in the end. Members go on living
 * meanwhile: who is not as they were picked is not written, and it is picked anew from there.
 */
import {
  after,
  type Context,
  DRAW_REASONS,
  type DrawReason,
  days,
  type Member,
  type Working,
} from '#kit';
import type { Lottery } from './base.ts';
import { type Passed, type Picked, pick, type Won } from './pick.ts';
import { standingOf } from './standing.ts';
import type { LotteryOf } from './store/lotteries.ts';
import { addRecord, addWinner, hasWon, nextRecord } from './store/winners.ts';
import { sealedReason } from './words.ts';

/** Winners and records in one commit: some 10 ms of work. */
const AT_ONCE = 100;

/** Gives every prize that is open to the next of the ranking. @returns as it was picked last */
export async function giveOut(
  work: Working<Lottery>,
  lottery: LotteryOf,
  randomness: string | undefined,
): Promise<Pick<Picked, 'left' | 'refills'>> {
  for (;;) {
    const picked = await pick(work, lottery, randomness);
    if (await handOut(work, lottery, picked)) return picked;
  }
}

/** @returns false when somebody is not any more as they were picked: the rest is not written */
async function handOut(
  work: Working<Lottery>,
  lottery: LotteryOf,
  { steps }: Picked,
): Promise<boolean> {
  for (let from = 0; from < steps.length; from += AT_ONCE) {
    const part = steps.slice(from, from + AT_ONCE);
    let done = 0;
    await work.save(async (context) => {
      for (const step of part) {
        if (!(await stillHolds(context, lottery, step))) return;
        await take(context, lottery, step);
        done += 1;
      }
    });
    if (done < part.length) return false;
    await work.breathe();
  }
  return true;
}

async function stillHolds({ tx }: Context<Lottery>, lottery: LotteryOf, step: Won | Passed) {
  const { code } = step;
  const now = await standingOf(tx, {
    lottery,
    code,
    hasWon: (member) => hasWon(tx, { lottery: lottery.id, member }),
  });
  if (typeof now === 'string') return step.kind === 'passed' && step.why === now;
  const isAsPicked = (won: Won) => won.member === now.member && won.wasRemoved === now.wasRemoved;
  return step.kind === 'won' && isAsPicked(step);
}

async function take(context: Context<Lottery>, lottery: LotteryOf, step: Won | Passed) {
  if (step.kind === 'passed') await record(context, lottery, step);
  else await win(context, lottery, step);
}

async function win(context: Context<Lottery>, lottery: LotteryOf, won: Won): Promise<void> {
  const { tx, now } = context;
  const { id, number, terms } = lottery;
  const { place, member, code, ticket, prize, wasRemoved } = won;
  const points = terms.prizes[prize]?.points;
  const isSettled = points !== undefined || terms.claimDays === 0;
  await addWinner(tx, {
    lottery_id: id,
    place,
    member_id: member,
    code,
    ticket,
    prize,
    at: now,
    state: isSettled ? 'claimed' : 'held',
    settled_at: isSettled ? now : null,
  });
  if (wasRemoved) await record(context, lottery, { code, why: 'removed' });
  if (points === undefined) return;
  const once = `lottery:${id}:prize:${place}`;
  const reference = `lottery:${number}`;
  await tx.ledger.post({ member, points, reason: 'lottery.prize', once, reference });
}

/** When those of whom the group is told now must have claimed. */
export async function planClaims(
  { now, later }: Context<Lottery>,
  { id, terms, told }: LotteryOf,
): Promise<void> {
  if (terms.claimDays === 0) return;
  const at = after(now, days(terms.claimDays));
  await later({ what: 'claims', at, key: `${id}:${told + 1}`, data: { id } });
}

export interface NewRecord {
  readonly code: string;
  readonly why: DrawReason;
  /** In whose own words; where people give a reason. */
  readonly words?: string;
  readonly operator?: Member['id'];
}

/** A public record with the next number. @returns the number */
export async function record(
  { tx, now, secrets }: Context<Lottery>,
  lottery: LotteryOf,
  { code, why, words, operator }: NewRecord,
): Promise<number> {
  const number = await nextRecord(tx, lottery.id);
  const { kind, by, refill } = DRAW_REASONS[why];
  const hash = (text: string) => secrets.fingerprint(text);
  const sealed =
    words === undefined ? undefined : sealedReason(hash, lottery, { number, text: words });
  await addRecord(tx, {
    lottery_id: lottery.id,
    number,
    kind,
    why,
    by_whom: by,
    code,
    refill: refill ? 1 : 0,
    at: now,
    operator_id: operator ?? null,
    nonce: sealed?.words.nonce ?? null,
    words: words ?? null,
    reason: sealed?.reason ?? null,
  });
  return number;
}
