/**
 * Undoing (撤销): a manager's own last posting is taken back by a counter-entry, for a day; or the
 * request that was made after it and still waits for a second manager.
 */
import { type Commanding, hours, type LedgerEntry, spanBetween } from '#kit';
import type { Base } from './base.ts';
import { because, signed } from './show.ts';
import { newestRequestBy, type Request, settleRequest } from './store/requests.ts';

/** Older postings stand: whoever says it twice must not dig up last month's. */
const UNDO_WITHIN = hours(24);

export async function undo(context: Commanding<Base>): Promise<void> {
  const { member, community, now, tx, text, say } = context;
  const entry = await tx.ledger.lastBy(member.id, ['award', 'deduct']);
  const who = { community: community.id, operator: member.id };
  const request = await newestRequestBy(tx, who);
  if (request && (!entry || request.askedAt >= entry.at)) return withdraw(context, request);
  if (!entry || spanBetween(entry.at, now) > UNDO_WITHIN) return say(text('nothingToUndo'));
  return reverse(context, entry);
}

async function withdraw(
  { community, tx, text, say, house }: Commanding<Base>,
  { number }: Request,
): Promise<void> {
  await settleRequest(tx, { community: community.id, number, state: 'refused' });
  await house.audit('points.request.withdrawn', { number });
  return say(text('withdrawn', { number }));
}

async function reverse(
  { member, tx, text, say, house }: Commanding<Base>,
  entry: LedgerEntry,
): Promise<void> {
  const target = await tx.people.find(entry.member);
  const name = target?.name ?? text('forgotten');
  const outcome = await tx.ledger.reverse(entry.seq, { reason: 'undo', operator: member.id });
  if (outcome.kind === 'frozen') return say(text('frozen'));
  const { balance } = outcome;
  if (outcome.kind === 'short') {
    return say(text('shortOfUndo', { n: balance, name, points: entry.points }));
  }
  const detail = { member: entry.member, points: -entry.points, seq: entry.seq, by: outcome.seq };
  await house.audit('points.undo', detail);
  const what = house.label(entry.reason);
  const why = because(text, entry.note);
  return say(text('undone', { what, points: signed(entry.points), why, name, balance }));
}
