/**
 * After the draw, some hundred entries at a time: consolation (安慰奖) for everybody who won nothing,
 * once for each person, and the price of an entry back to whoever was kept out after entering.
 */
import * as z from 'zod';
import { after, type Coming, type Context, type Member, milliseconds } from '#kit';
import type { Lottery } from './base.ts';
import { giveBack } from './give-back.ts';
import { isBlocked } from './store/blocked.ts';
import { type LotteryOf, lotteryById } from './store/lotteries.ts';
import { losersOf, noteRefund } from './store/settling.ts';
import { hasWon } from './store/winners.ts';

const task = z.object({ id: z.int(), after: z.int() });
/** Entries of the ledger in one commit: 10 ms of work. */
const AT_ONCE = 100;
/** Between two commits others have their turn. */
const PAUSE = milliseconds(50);

export async function planConsolation(
  { later, heardAt }: Context<Lottery>,
  { id, terms }: LotteryOf,
): Promise<void> {
  if (terms.consolation === 0 && terms.price === 0) return;
  await later({ what: 'console', at: heardAt, key: `${id}:0`, data: { id, after: 0 } });
}

export async function payConsolation(context: Coming<Lottery>): Promise<void> {
  const { tx, data, later, heardAt } = context;
  const { id, after: last } = task.parse(data);
  const lottery = await lotteryById(tx, id);
  if (!lottery) return;
  const page = await losersOf(tx, { lottery: id, after: last, limit: AT_ONCE });
  for (const { seq, member_id: whose, paid } of page) {
    // Whoever was merged into another since the list was closed is that other one.
    const member = whose === null ? undefined : await tx.people.find(whose);
    if (member) await settle(context, lottery, { seq, paid, member });
  }
  const seq = page.at(-1)?.seq;
  if (page.length < AT_ONCE || seq === undefined) return;
  const at = after(heardAt, PAUSE);
  await later({ what: 'console', at, key: `${id}:${seq}`, data: { id, after: seq } });
}

interface Lost {
  readonly seq: number;
  readonly paid: number;
  readonly member: Member;
}

async function settle({ tx }: Coming<Lottery>, lottery: LotteryOf, lost: Lost): Promise<void> {
  const { id, terms, number, community_id: community } = lottery;
  const { seq, paid, member } = lost;
  if (await isBlocked(tx, { community, member: member.id })) {
    if (paid === 0) return;
    await noteRefund(tx, { lottery: id, seq });
    return giveBack(tx, { lottery: id, seq, member: member.id, points: paid });
  }
  if (terms.consolation === 0 || (await hasWon(tx, { lottery: id, member: member.id }))) return;
  await tx.ledger.post({
    member: member.id,
    points: terms.consolation,
    reason: 'lottery.consolation',
    once: `lottery:${id}:consolation:of:${member.id}`,
    reference: `lottery:${number}`,
  });
}
