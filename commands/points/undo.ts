/** Undoing (撤销): a manager's own last posting is taken back by a counter-entry, for a day. */
import { type Commanding, hours, spanBetween } from '#kit';
import type { Base } from './base.ts';
import { because, signed } from './show.ts';

/** Older postings stand: whoever says it twice must not dig up last month's. */
const UNDO_WITHIN = hours(24);

export async function undo(context: Commanding<Base>): Promise<void> {
  const { member, now, tx, text, say, house } = context;
  const entry = await tx.ledger.lastBy(member.id, ['award', 'deduct']);
  if (!entry || spanBetween(entry.at, now) > UNDO_WITHIN) return say(text('nothingToUndo'));
  const target = await tx.people.find(entry.member);
  const name = target?.name ?? '?';
  const outcome = await tx.ledger.reverse(entry.seq, { reason: 'undo', operator: member.id });
  if (outcome.kind === 'frozen') return say(text('frozen'));
  const { balance } = outcome;
  if (outcome.kind === 'short')
    return say(text('shortOfUndo', { n: balance, name, points: entry.points }));
  await house.audit('points.undo', { member: entry.member, seq: entry.seq, by: outcome.seq });
  const what = house.label(entry.reason);
  const why = because(text, entry.note);
  return say(text('undone', { what, points: signed(entry.points), why, name, balance }));
}
