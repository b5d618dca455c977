/** SQL of make-up cards (补签卡): dated rows with a sign, of which the sum is what a member has. */
import { type Given, type Instant, type MemberId, type Reader, read, type Tx, write } from '#kit';
import { type CheckInTables, db } from './tables.ts';

type CardRow = CheckInTables['checkin_cards'];

const sum = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('checkin_cards')
    .select((pick) => pick.fn.sum<number | null>('cards').as('cards'))
    .where('member_id', '=', p.member),
);

/** How many cards a member has. */
export async function cardsOf(reader: Reader, member: MemberId): Promise<number> {
  return (await reader.get(sum, { member }))?.cards ?? 0;
}

const add = write((p: Given<CardRow>) =>
  db
    .insertInto('checkin_cards')
    .values({
      member_id: p.member_id,
      once: p.once,
      at: p.at,
      cards: p.cards,
      operator_id: p.operator_id,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

export interface CardEntry {
  readonly member: MemberId;
  /** Signed, not zero. */
  readonly cards: number;
  /** Makes a repetition harmless, as in the ledger. */
  readonly once: string;
  /** The manager who gave them. */
  readonly operator?: MemberId;
}

/** Adds cards, or takes them where `cards` is negative. */
export async function addCards(tx: Tx, { member, once, cards, operator }: CardEntry) {
  await tx.run(add, { member_id: member, once, at: tx.at, cards, operator_id: operator ?? null });
}

const entries = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('checkin_cards')
    .select(['once', 'at', 'cards'])
    .where('member_id', '=', p.member)
    .orderBy('at')
    .orderBy('once'),
);

/** Where a member's cards came from and went, oldest first. */
export function cardEntriesOf(
  reader: Reader,
  member: MemberId,
): Promise<readonly { readonly once: string; readonly at: Instant; readonly cards: number }[]> {
  return reader.all(entries, { member });
}

const erased = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('checkin_cards').where('member_id', '=', p.member),
);

export async function eraseCards(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(erased, { member });
}
