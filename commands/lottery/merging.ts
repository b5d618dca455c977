/**
 * Two members of lotteries become one and go apart again. Nobody is twice in an open lottery; a
 * list that is frozen stays as it is, and the draw gives one person one prize.
 */
import * as z from 'zod';
import { instantOf, type MergedPair, type Merging, parseMemberId, type Tx } from '#kit';
import { block, blockOf, unblock } from './store/blocked.ts';
import { addEntry, entriesOf, entryOf, moveEntry, removeEntry } from './store/entries.ts';
import { countEntrants, lotteryById } from './store/lotteries.ts';
import type { EntryRow } from './store/tables.ts';
import { moveWins, winsOf } from './store/winners.ts';

const kept = z.object({
  /** Lotteries whose entry went over. */
  moved: z.array(z.int()),
  /** Lotteries whose prizes went over. */
  wins: z.array(z.int()),
  /** Entries to open lotteries in which the other one was, too. */
  dropped: z.array(
    z.object({
      lottery_id: z.int(),
      seq: z.int(),
      code: z.string(),
      tickets: z.int(),
      at: z.number().transform(instantOf),
      heard_at: z.number().transform(instantOf),
    }),
  ),
  /** They were kept out, and the other one was not. */
  blocked: z
    .object({
      at: z.number().transform(instantOf),
      operator: z.unknown().transform((id) => parseMemberId(id) ?? null),
    })
    .nullable(),
});
type Kept = z.input<typeof kept>;

export const merging: Merging = {
  async merge(tx, pair) {
    const { moved, dropped } = await mergeEntries(tx, pair);
    const wins: number[] = [];
    for (const { lottery_id: lottery } of await winsOf(tx, pair.from)) {
      await moveWins(tx, { lottery, from: pair.from, into: pair.into });
      wins.push(lottery);
    }
    const data: Kept = { moved, dropped, wins, blocked: await mergeBlock(tx, pair) };
    return data;
  },

  async part(tx, { data, ...pair }) {
    const { moved, dropped, wins, blocked } = kept.parse(data);
    const { from, into, community } = pair;
    for (const lottery of moved) await moveEntry(tx, { lottery, from: into, into: from });
    for (const lottery of wins) await moveWins(tx, { lottery, from: into, into: from });
    for (const entry of dropped) await putBack(tx, { ...entry, member_id: from });
    if (!blocked) return;
    const isStill = await unblock(tx, { community, member: into });
    if (!isStill) return;
    const { at, operator } = blocked;
    await block(tx, { community_id: community, member_id: from, at, operator_id: operator });
  },
};

async function mergeEntries(tx: Tx, { from, into, merge }: MergedPair) {
  const moved: number[] = [];
  const dropped: Kept['dropped'] = [];
  for (const { lottery_id: lottery, lottery_state: state } of await entriesOf(tx, from)) {
    const other = await entryOf(tx, { lottery, member: into });
    if (!other) {
      await moveEntry(tx, { lottery, from, into });
      moved.push(lottery);
      continue;
    }
    if (state !== 'open') continue;
    const entry = await entryOf(tx, { lottery, member: from });
    if (entry) dropped.push(await drop(tx, { entry, pair: { from, into, merge } }));
  }
  return { moved, dropped };
}

interface Dropping {
  readonly entry: EntryRow;
  readonly pair: Omit<MergedPair, 'community'>;
}

/** What was paid for the second entry of one person goes back to them. */
async function drop(tx: Tx, { entry, pair: { from, into, merge } }: Dropping) {
  const { lottery_id: id, seq, tickets, paid, code, at, heard_at } = entry;
  await removeEntry(tx, { lottery: id, member: from });
  await countEntrants(tx, { id, entrants: -1, tickets: -tickets });
  if (paid > 0) {
    const once = `lottery:${id}:refund:${seq}:merge:${merge}`;
    await tx.ledger.post({ member: into, points: paid, reason: 'lottery.refund', once });
  }
  return { lottery_id: id, seq, code, tickets, at, heard_at };
}

/** As it was, while the lottery is open; nothing is paid for it any more. */
async function putBack(
  tx: Tx,
  entry: Pick<
    EntryRow,
    'lottery_id' | 'seq' | 'code' | 'tickets' | 'at' | 'heard_at' | 'member_id'
  >,
): Promise<void> {
  const lottery = await lotteryById(tx, entry.lottery_id);
  if (lottery?.state !== 'open') return;
  await addEntry(tx, { ...entry, paid: 0, state: 'in', is_answered: 1 });
  await countEntrants(tx, { id: lottery.id, entrants: 1, tickets: entry.tickets });
}

async function mergeBlock(tx: Tx, { from, into, community }: MergedPair): Promise<Kept['blocked']> {
  const own = await blockOf(tx, { community, member: from });
  if (!own) return null;
  const { at, operator_id: operator } = own;
  await unblock(tx, { community, member: from });
  const isNew = await block(tx, {
    community_id: community,
    member_id: into,
    at,
    operator_id: operator,
  });
  return isNew ? { at, operator } : null;
}
