/** What was paid for an entry goes back to who paid it: nothing is earned by it, none was spent. */
import type { MemberId, Tx } from '#kit';

export interface Paid {
  readonly lottery: number;
  /** The entry's number in its lottery. */
  readonly seq: number;
  /** Whose entry it is, or of whom they become a part just now. */
  readonly member: MemberId;
  /** Whole points. */
  readonly points: number;
  /** Tells this return from another one of the same entry, where it was paid anew in between. */
  readonly merge?: number;
}

/**
 * Takes the payment back, so that no leaderboard counts the return as earned. An entry that was
 * paid anew, after two members had parted, has had its first payment back: then points come.
 */
export async function giveBack(tx: Tx, paid: Paid): Promise<void> {
  const { lottery, seq, member, points } = paid;
  const reason = 'lottery.refund';
  const payment = await tx.ledger.entryByOnce(`lottery:${lottery}:entry:${seq}`);
  const outcome = payment && (await tx.ledger.reverse(payment.seq, { reason, member }));
  if (outcome?.kind === 'posted') return;
  const once = returnKey(paid);
  await tx.ledger.post({ member, points, reason, once, reference: payment?.reference });
}

/** The key in the ledger of points that came back without taking a payment back. */
export function returnKey({ lottery, seq, merge }: Omit<Paid, 'member' | 'points'>): string {
  const key = `lottery:${lottery}:refund:${seq}`;
  return merge === undefined ? key : `${key}:merge:${merge}`;
}
