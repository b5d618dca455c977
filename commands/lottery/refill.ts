/** Replacements (job): prizes that were given back go to the next of the same ranking. */
import * as z from 'zod';
import { type Context, lines, type Working } from '#kit';
import type { Lottery } from './base.ts';
import { beaconOf, claimLine } from './draw.ts';
import { handOut, toMention, winnerLines } from './hand-out.ts';
import { type Picked, pick } from './pick.ts';
import { type LotteryOf, lotteryById } from './store/lotteries.ts';

const task = z.object({ id: z.int() });

/** Each wish is one of its own: one that comes while another is at work must not be lost in it. */
export async function planRefill({ later, heardAt }: Context<Lottery>, id: number): Promise<void> {
  await later({ what: 'refill', at: heardAt, key: `${id}:${heardAt}`, data: { id } });
}

export async function refill(work: Working<Lottery>): Promise<void> {
  const { id } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  if (lottery?.state !== 'drawn') return;
  const picked = await pick(work, lottery, beaconOf(lottery)?.randomness);
  await work.finish(async (context) => {
    await handOut(context, lottery, picked);
    await tell(context, lottery, picked);
  });
}

async function tell(context: Context<Lottery>, lottery: LotteryOf, { won, left }: Picked) {
  const { text, push, now } = context;
  const { id, number } = lottery;
  const result = { kind: 'result', key: `${id}:refilled:${now}` };
  if (won.length === 0) return left > 0 ? push(text('nobodyLeft', { number }), result) : undefined;
  const line = lines(
    text('refilled', { number }),
    await winnerLines(context, lottery, won),
    claimLine(context, lottery),
  );
  return push(line, { ...result, mention: await toMention(context, won) });
}
