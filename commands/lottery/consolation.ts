/** Consolation (安慰奖): points for everybody who won nothing, some hundred at a time. */
import * as z from 'zod';
import { after, type Coming, type Context, milliseconds } from '#kit';
import type { Lottery } from './base.ts';
import { type LotteryOf, lotteryById } from './store/lotteries.ts';
import { losersOf } from './store/settling.ts';

const task = z.object({ id: z.int(), after: z.int() });
/** Entries of the ledger in one commit: 10 ms of work. */
const AT_ONCE = 100;
/** Between two commits others have their turn. */
const PAUSE = milliseconds(50);

export async function planConsolation(
  { later, heardAt }: Context<Lottery>,
  { id, terms }: LotteryOf,
): Promise<void> {
  if (terms.consolation === 0) return;
  await later({ what: 'console', at: heardAt, key: `${id}:0`, data: { id, after: 0 } });
}

export async function payConsolation({ tx, data, later, heardAt }: Coming<Lottery>): Promise<void> {
  const { id, after: last } = task.parse(data);
  const lottery = await lotteryById(tx, id);
  if (!lottery) return;
  const { number, terms } = lottery;
  const page = await losersOf(tx, { lottery: id, after: last, limit: AT_ONCE });
  for (const { seq, member_id: member } of page) {
    if (member === null) continue;
    const once = `lottery:${id}:consolation:${seq}`;
    const reference = `lottery:${number}`;
    const points = terms.consolation;
    await tx.ledger.post({ member, points, reason: 'lottery.consolation', once, reference });
  }
  const seq = page.at(-1)?.seq;
  if (page.length < AT_ONCE || seq === undefined) return;
  const at = after(heardAt, PAUSE);
  await later({ what: 'console', at, key: `${id}:${seq}`, data: { id, after: seq } });
}
