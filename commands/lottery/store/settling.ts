/** SQL of entries after they were made: who is to be answered, paid, or given points back. */
import { type Given, type Instant, type Reader, read, sql, type Tx, write } from '#kit';
import { db } from './tables.ts';

interface Page {
  readonly lottery: number;
  /** Number of the last entry of the page before; 0 for the first. */
  readonly after: number;
  readonly limit: number;
}

const paying = read((p: Given<Page & { all: number }>) =>
  db
    .selectFrom('lottery_entries')
    .select(['seq', 'member_id', 'paid'])
    .where('lottery_id', '=', p.lottery)
    .where('seq', '>', p.after)
    .where('paid', '>', sql.lit(0))
    .where(sql<boolean>`(${p.all} = 1 or state = 'dropped')`)
    .orderBy('seq')
    .limit(p.limit),
);

/** Entries whose points are to be given back: those who were dropped, or everybody's. */
export function paidEntries(reader: Reader, page: Page & { readonly isAll: boolean }) {
  const { isAll, ...rest } = page;
  return reader.all(paying, { ...rest, all: isAll ? 1 : 0 });
}

const unpay = write((p: Given<{ lottery: number; seq: number }>) =>
  db
    .updateTable('lottery_entries')
    .set({ paid: sql.lit(0) })
    .where('lottery_id', '=', p.lottery)
    .where('seq', '=', p.seq),
);

export async function noteRefund(
  tx: Tx,
  which: { readonly lottery: number; readonly seq: number },
): Promise<void> {
  await tx.run(unpay, which);
}

const losers = read((p: Given<Page>) =>
  db
    .selectFrom('lottery_entries')
    .select(['seq', 'member_id', 'paid'])
    .where('lottery_id', '=', p.lottery)
    .where('seq', '>', p.after)
    .where('state', '=', sql.lit('in' as const))
    .where('code', 'not in', (winners) =>
      winners.selectFrom('lottery_winners').select('code').where('lottery_id', '=', p.lottery),
    )
    .orderBy('seq')
    .limit(p.limit),
);

/** Those who were in the draw and won nothing, in the order in which they entered. */
export function losersOf(reader: Reader, page: Page) {
  return reader.all(losers, page);
}

const latest = read((p: Given<{ lottery: number; limit: number }>) =>
  db
    .selectFrom('lottery_entries')
    .select('heard_at')
    .where('lottery_id', '=', p.lottery)
    .orderBy('seq', 'desc')
    .limit(p.limit),
);

/** When the bot heard of the latest entries, newest first. */
export async function latestEntries(
  reader: Reader,
  which: { readonly lottery: number; readonly limit: number },
): Promise<readonly Instant[]> {
  return (await reader.all(latest, which)).map(({ heard_at }) => heard_at);
}

const unanswered = read((p: Given<{ lottery: number; newest: number }>) =>
  db
    .selectFrom('lottery_entries')
    .select(['seq', 'member_id'])
    .where('lottery_id', '=', p.lottery)
    .where('seq', '>=', p.newest)
    .where('is_answered', '=', sql.lit(0))
    .orderBy('seq'),
);

const answered = write((p: Given<{ lottery: number; newest: number }>) =>
  db
    .updateTable('lottery_entries')
    .set({ is_answered: sql.lit(1) })
    .where('lottery_id', '=', p.lottery)
    .where('seq', '>=', p.newest)
    .where('is_answered', '=', sql.lit(0)),
);

/** Takes out those of whom the group was not told, from an entry on. */
export async function takeUnanswered(
  tx: Tx,
  from: { readonly lottery: number; readonly newest: number },
) {
  const rows = await tx.all(unanswered, from);
  await tx.run(answered, from);
  return rows;
}
