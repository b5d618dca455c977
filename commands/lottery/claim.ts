/** `领奖`: a winner says that they are there. Who does not in time gives the prize to the next. */
import * as z from 'zod';
import { after, type Coming, type Commanding, days } from '#kit';
import type { Lottery } from './base.ts';
import { record } from './hand-out.ts';
import { planRefill } from './refill.ts';
import { lotteryById, lotteryByNumber } from './store/lotteries.ts';
import { settleWinner, winnersOf, winsOf } from './store/winners.ts';

type Claiming = Commanding<Lottery, { readonly number: number | undefined }>;

export async function claim(context: Claiming): Promise<void> {
  const { args, tx, member, community, now, say, text } = context;
  const wins = await winsOf(tx, member.id);
  const held = wins.filter(
    ({ state, number }) =>
      state === 'held' && (args.number === undefined || args.number === number),
  );
  if (held.length === 0) return say(text('nothingToClaim'));
  const claimed: string[] = [];
  for (const { lottery_id: lottery, place, prize, number } of held) {
    await settleWinner(tx, { lottery, place, state: 'claimed', at: now });
    const found = await lotteryByNumber(tx, { community: community.id, number });
    claimed.push(found?.terms.prizes[prize]?.name ?? '');
  }
  const [first] = held;
  const lottery = first && (await lotteryById(tx, first.lottery_id));
  const claiming = lottery?.terms.claiming;
  const prizes = claimed.join(text('comma'));
  if (claiming === undefined) return say(text('claimed', { prizes }));
  return say(text('claimedBy', { prizes, claiming }));
}

const task = z.object({ id: z.int() });

/** The time to claim is over for those who won so long ago. */
export async function endClaims(context: Coming<Lottery>): Promise<void> {
  const { tx, now, text, data, push } = context;
  const { id } = task.parse(data);
  const lottery = await lotteryById(tx, id);
  if (!lottery) return;
  const { claimDays } = lottery.terms;
  const late = (await winnersOf(tx, id)).filter(
    ({ state, at }) => state === 'held' && after(at, days(claimDays)) <= now,
  );
  for (const { place, code } of late) {
    await settleWinner(tx, { lottery: id, place, state: 'forfeited', at: now });
    const words = text('forfeitedReason', { n: claimDays });
    await record(context, lottery, { kind: 'forfeited', code, words, isRefilled: true });
  }
  if (late.length === 0) return;
  const line = text('forfeited', { n: late.length, number: lottery.number });
  await push(line, { kind: 'result', key: `${id}:forfeited:${now}` });
  await planRefill(context, id);
}
