/** Replacements (job): prizes that were given back go to the next of the same ranking. */
import * as z from 'zod';
import { type Context, lines, type Working } from '#kit';
import type { Lottery } from './base.ts';
import { beaconOf } from './draw.ts';
import { giveOut, planClaims } from './hand-out.ts';
import type { Picked } from './pick.ts';
import { noteRefills } from './store/draws.ts';
import { lotteryById } from './store/lotteries.ts';
import { claimLine, takeNewWins } from './winner-lines.ts';

const task = z.object({ id: z.int() });

/** Each wish is one of its own: one that comes while another is at work must not be lost in it. */
export async function planRefill({ later, heardAt }: Context<Lottery>, id: number): Promise<void> {
  await later({ what: 'refill', at: heardAt, key: `${id}:${heardAt}`, data: { id } });
}

export async function refill(work: Working<Lottery>): Promise<void> {
  const { id } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  if (lottery?.state !== 'drawn') return;
  const picked = await giveOut(work, lottery, beaconOf(lottery)?.randomness);
  await work.finish((context) => tell(context, id, picked));
}

async function tell(
  context: Context<Lottery>,
  id: number,
  { left, refills }: Pick<Picked, 'left' | 'refills'>,
): Promise<void> {
  const { text, push, now, tx } = context;
  await noteRefills(tx, { id, refills });
  const lottery = await lotteryById(tx, id);
  if (!lottery) return;
  const { number } = lottery;
  const wins = await takeNewWins(context, lottery);
  const { count, line, mention } = wins;
  const result = { kind: 'result', key: `${id}:refilled:${now}` };
  if (count === 0) return left > 0 ? push(text('nobodyLeft', { number }), result) : undefined;
  await planClaims(context, lottery);
  const all = lines(text('refilled', { number }), line, claimLine(context, lottery, wins));
  return push(all, { ...result, mention });
}
