/** `领奖`: a winner says that they are there. Who does not in time gives the prize to the next. */
import * as z from 'zod';
import {
  after,
  type Coming,
  type Commanding,
  type Context,
  days,
  instantOf,
  lines,
  type Member,
  milliseconds,
} from '#kit';
import { base, type Lottery } from './base.ts';
import { record } from './hand-out.ts';
import { planRefill } from './refill.ts';
import { type LotteryOf, lotteryById, lotteryByNumber } from './store/lotteries.ts';
import { wasRemoved } from './store/removals.ts';
import { lateWinners } from './store/telling.ts';
import { settleWinner, winsOf } from './store/winners.ts';

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

const task = z.object({
  id: z.int(),
  /** How many prizes were left lying, found in earlier parts of the same work. */
  unclaimed: z.int().default(0),
  lapsed: z.int().default(0),
});

/** Winners in one commit: some 10 ms of work. */
const AT_ONCE = 100;
/** Between two commits others have their turn. */
const PAUSE = milliseconds(50);

/** The time to claim is over for those who won so long ago. */
export async function endClaims(context: Coming<Lottery>): Promise<void> {
  const { tx, now, data, heardAt, later, house } = context;
  const { id, ...sums } = task.parse(data);
  const lottery = await lotteryById(tx, id);
  if (!lottery) return;
  // Nobody can claim while lotteries are off: else a manager could let the time run out.
  if (house.isSwitchedOff(base.name)) {
    const at = after(heardAt, days(lottery.terms.claimDays));
    return later({ what: 'claims', at, key: `${id}:off:${heardAt}`, data });
  }
  const until = instantOf(now - days(lottery.terms.claimDays));
  const late = await lateWinners(tx, { lottery: id, until, limit: AT_ONCE });
  for (const { place, code, member_id: member } of late) {
    await settleWinner(tx, { lottery: id, place, state: 'forfeited', at: now });
    const why = await whyLate(context, lottery, member);
    await record(context, lottery, { code, why });
    sums[why] += 1;
  }
  const last = late.at(-1)?.place;
  if (late.length < AT_ONCE || last === undefined) return tellLate(context, lottery, sums);
  const next = { id, ...sums } satisfies z.input<typeof task>;
  const at = after(heardAt, PAUSE);
  await later({ what: 'claims', at, key: `${id}:late:${last}`, data: next });
}

/** Whom somebody has removed cannot well claim: what they leave goes to nobody. */
async function whyLate(
  { tx }: Context<Lottery>,
  { community_id: community, closed_at, created_at }: LotteryOf,
  member: Member['id'] | null,
): Promise<'unclaimed' | 'lapsed'> {
  if (member === null) return 'unclaimed';
  const closedAt = closed_at ?? created_at;
  return (await wasRemoved(tx, { community, member, closedAt })) ? 'lapsed' : 'unclaimed';
}

async function tellLate(
  context: Context<Lottery>,
  { id, number }: LotteryOf,
  { unclaimed, lapsed }: { readonly unclaimed: number; readonly lapsed: number },
): Promise<void> {
  const { push, text, now } = context;
  const line = lines(
    unclaimed > 0 ? text('forfeited', { n: unclaimed, number }) : undefined,
    lapsed > 0 ? text('lapsed', { n: lapsed, number }) : undefined,
  );
  if (line !== '') await push(line, { kind: 'result', key: `${id}:forfeited:${now}` });
  if (unclaimed > 0) await planRefill(context, id);
}
