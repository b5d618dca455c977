/** SQL of what a manager moved without a second one; it reads the ledger and keeps nothing. */
import { type Day, type Given, type MemberId, type Reader, read, sql, tables } from '#kit';

const db = tables<{
  ledger_entries: {
    member_id: MemberId;
    operator_id: MemberId | null;
    day: Day;
    points: number;
    reference: string | null;
  };
}>();

interface Hand {
  readonly operator: MemberId;
  readonly member: MemberId;
  readonly day: Day;
}

/** An entry to which a second manager has agreed refers to its request; undoing it does so, too. */
export const alone = read((p: Given<Hand>) =>
  db
    .selectFrom('ledger_entries')
    .select(sql<number>`coalesce(sum(points), 0)`.as('moved'))
    .where('operator_id', '=', p.operator)
    .where('day', '=', p.day)
    .where('member_id', '=', p.member)
    .where('reference', 'is', null),
);

/** What a manager gave a member on a day on their own, less what they took; signed. */
export async function movedAlone(reader: Reader, hand: Hand): Promise<number> {
  return (await reader.get(alone, hand))?.moved ?? 0;
}
