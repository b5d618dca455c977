/**
 * Two members of lotteries become one and go apart again. Nobody is twice in an open lottery; a
 * list that is closed stays as it is, and the draw gives one person one prize. What came since,
 * an entry or a prize, stays with the one who goes on.
 */
import * as z from 'zod';
import { instantOf, type MergedPair, type Merging, parseMemberId, type Tx } from '#kit';
import { giveBack, returnKey } from './give-back.ts';
import { block, blockOf, unblock } from './store/blocked.ts';
import { addEntry, entriesOf, entryOf, moveEntry, removeEntry } from './store/entries.ts';
import { countEntrants, lotteryById } from './store/lotteries.ts';
import type { EntryRow } from './store/tables.ts';
import { moveWin, winsOf } from './store/winners.ts';

const instant = z.number().transform(instantOf);

const kept = z.object({
  /** Entries that went over. */
  moved: z.array(z.object({ lottery: z.int(), seq: z.int() })),
  /** Prizes that went over. */
  wins: z.array(z.object({ lottery: z.int(), place: z.int() })),
  /** Entries to open lotteries in which the other one was, too. */
  dropped: z.array(
    z.object({
      lottery_id: z.int(),
      seq: z.int(),
      code: z.string(),
      tickets: z.int(),
      paid: z.int(),
      at: instant,
      heard_at: instant,
    }),
  ),
  /** They were kept out. */
  blocked: z
    .object({
      at: instant,
      operator: z.unknown().transform((id) => parseMemberId(id) ?? null),
      /** So was the other one. */
      isShared: z.boolean(),
    })
    .nullable(),
});
type Kept = z.input<typeof kept>;

export const merging: Merging = {
  async merge(tx, pair) {
    const { from, into } = pair;
    const { moved, dropped } = await mergeEntries(tx, pair);
    const wins: Kept['wins'] = [];
    for (const { lottery_id: lottery, place } of await winsOf(tx, from)) {
      await moveWin(tx, { lottery, place, from, into });
      wins.push({ lottery, place });
    }
    return { moved, dropped, wins, blocked: await mergeBlock(tx, pair) } satisfies Kept;
  },

  async part(tx, { data, ...pair }) {
    const { moved, dropped, wins, blocked } = kept.parse(data);
    const back = { from: pair.into, into: pair.from };
    for (const entry of moved) await moveEntry(tx, { ...entry, ...back });
    for (const win of wins) await moveWin(tx, { ...win, ...back });
    for (const entry of dropped) await putBack(tx, pair, entry);
    if (blocked) await partBlock(tx, pair, blocked);
  },
};

async function mergeEntries(tx: Tx, pair: MergedPair) {
  const { from, into } = pair;
  const moved: Kept['moved'] = [];
  const dropped: Kept['dropped'] = [];
  for (const { lottery_id: lottery, seq, lottery_state: state } of await entriesOf(tx, from)) {
    if (!(await entryOf(tx, { lottery, member: into }))) {
      await moveEntry(tx, { lottery, seq, from, into });
      moved.push({ lottery, seq });
      continue;
    }
    // From the closing on the list is being read for its hash, so both codes may stand in it
    // already. They stay, and so does the one prize of one person; see `consolation.ts`.
    if (state !== 'open') continue;
    const entry = await entryOf(tx, { lottery, member: from });
    if (entry) dropped.push(await drop(tx, pair, entry));
  }
  return { moved, dropped };
}

/** What was paid for the second entry of one person goes back to them. */
async function drop(tx: Tx, { from, into, merge }: MergedPair, entry: EntryRow) {
  const { lottery_id: id, seq, tickets, paid, code, at, heard_at } = entry;
  await removeEntry(tx, { lottery: id, member: from });
  await countEntrants(tx, { id, entrants: -1, tickets: -tickets });
  if (paid > 0) await giveBack(tx, { lottery: id, seq, member: into, points: paid, merge });
  return { lottery_id: id, seq, code, tickets, paid, at, heard_at };
}

type Dropped = z.output<typeof kept>['dropped'][number];

/** As it was, while the lottery is open; who had its price back pays it again, or is not in. */
async function putBack(tx: Tx, { from, into, merge }: MergedPair, entry: Dropped): Promise<void> {
  const { lottery_id: id, seq, tickets, paid } = entry;
  const lottery = await lotteryById(tx, id);
  if (lottery?.state !== 'open') return;
  if (paid > 0) {
    const once = `lottery:${id}:entry:${seq}:part:${merge}`;
    const returned = await tx.ledger.entryByOnce(returnKey({ lottery: id, seq, merge }));
    // A payment that was taken back has gone to `from` with the other points.
    const member = returned ? into : from;
    const posting = { member, points: -paid, reason: 'lottery.entry', once };
    if ((await tx.ledger.post(posting)).kind !== 'posted') return;
  }
  await addEntry(tx, { ...entry, member_id: from, state: 'in', is_answered: 1 });
  await countEntrants(tx, { id, entrants: 1, tickets });
}

async function mergeBlock(tx: Tx, { from, into, community }: MergedPair): Promise<Kept['blocked']> {
  const own = await blockOf(tx, { community, member: from });
  if (!own) return null;
  const { at, operator_id: operator } = own;
  await unblock(tx, { community, member: from });
  const row = { community_id: community, member_id: into, at, operator_id: operator };
  return { at, operator, isShared: !(await block(tx, row)) };
}

/** Whom a manager has let in again since, or kept out anew, stays as the manager wants it. */
async function partBlock(
  tx: Tx,
  { from, into, community }: MergedPair,
  { at, operator, isShared }: NonNullable<z.output<typeof kept>['blocked']>,
): Promise<void> {
  const now = await blockOf(tx, { community, member: into });
  if (!now) return;
  if (!isShared && now.at === at) await unblock(tx, { community, member: into });
  await block(tx, { community_id: community, member_id: from, at, operator_id: operator });
}
