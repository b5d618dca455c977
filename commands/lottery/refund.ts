/** Points that were paid for an entry go back: of those who were dropped, or of everybody. */
import * as z from 'zod';
import { after, type Coming, type Context, milliseconds } from '#kit';
import type { Lottery } from './base.ts';
import { giveBack } from './give-back.ts';
import { lotteryById } from './store/lotteries.ts';
import { noteRefund, paidEntries } from './store/settling.ts';

const task = z.object({ id: z.int(), isAll: z.boolean(), after: z.int() });
/** Entries of the ledger in one commit: 10 ms of work. */
const AT_ONCE = 100;
/** Between two commits others have their turn. */
const PAUSE = milliseconds(50);

export async function planRefunds(
  { later, heardAt }: Context<Lottery>,
  { id, isAll }: { readonly id: number; readonly isAll: boolean },
): Promise<void> {
  const data = { id, isAll, after: 0 } satisfies z.input<typeof task>;
  await later({ what: 'refund', at: heardAt, key: `${id}:${isAll}:0`, data });
}

export async function refund({ tx, data, later, heardAt }: Coming<Lottery>): Promise<void> {
  const { id, isAll, after: last } = task.parse(data);
  const lottery = await lotteryById(tx, id);
  if (!lottery || lottery.terms.price === 0) return;
  const page = await paidEntries(tx, { lottery: id, after: last, limit: AT_ONCE, isAll });
  for (const { seq, member_id: member, paid } of page) {
    await noteRefund(tx, { lottery: id, seq });
    if (member === null) continue;
    await giveBack(tx, { lottery: id, seq, member, points: paid });
  }
  const seq = page.at(-1)?.seq;
  if (page.length < AT_ONCE || seq === undefined) return;
  const next = { id, isAll, after: seq } satisfies z.input<typeof task>;
  await later({
    what: 'refund',
    at: after(heardAt, PAUSE),
    key: `${id}:${isAll}:${seq}`,
    data: next,
  });
}
