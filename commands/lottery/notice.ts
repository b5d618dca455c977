/**
 * Whether the group has the hash of the list a minute before the public number is out. If not, a
 * later round draws, and the group is told: the list stays the same, only the round is another.
 */
import * as z from 'zod';
import { type Coming, type Context, lines, roundFrom, timeOfRound, type Working } from '#kit';
import { announceList, chainOf, isListSeen, roundLines } from './announce-list.ts';
import type { Lottery } from './base.ts';
import { delayAfter, dueOfRound, isTooSoon, MOST_MOVES } from './rules/round.ts';
import { listOf, moveRound } from './store/draws.ts';
import { type LotteryOf, lotteryById } from './store/lotteries.ts';

const task = z.object({ id: z.int(), moves: z.int() });
const ROUND = /^\{"beacon":\{"chain":"[0-9a-f]{64}","round":[0-9]+\}/;

/** A minute before the number: the last moment at which moving it gives nothing away. */
export async function lookAtNotice(context: Coming<Lottery>): Promise<void> {
  const { id, moves } = task.parse(context.data);
  const lottery = await lotteryById(context.tx, id);
  if (lottery?.state === 'frozen' && lottery.moves === moves) await moveIfUnseen(context, lottery);
}

/** @returns whether a later round will draw */
export async function moveIfUnseen(
  context: Context<Lottery>,
  lottery: LotteryOf,
): Promise<boolean> {
  const { id, moves } = lottery;
  if (moves >= MOST_MOVES || isListSeen(context, lottery)) return false;
  const { later, heardAt } = context;
  await later({ what: 'move', at: heardAt, key: `${id}:${moves}`, data: { id, moves } });
  return true;
}

/** A later round (job): the list has to be hashed anew. */
export async function move(work: Working<Lottery>): Promise<void> {
  const { id, moves } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  const isMeant = lottery?.state === 'frozen' && lottery.moves === moves;
  const before = lottery?.list_hash;
  const list = await listOf(work.reader, id);
  if (!isMeant || !list || !before) return;
  const chain = chainOf(work);
  const delaySeconds = delayAfter(moves + 1, work.settings.delaySeconds);
  const due = dueOfRound({ begun: work.now, delaySeconds, slackSeconds: 0 });
  const round = roundFrom(chain, due);
  const out = timeOfRound(chain, round);
  const other = list.replace(ROUND, `{"beacon":{"chain":"${chain.hash}","round":${round}}`);
  const hash = work.draws.hash(other);
  await work.finish(async (context) => {
    const { tx, later, heardAt, text } = context;
    if (isTooSoon(heardAt, out)) {
      return later({ what: 'move', at: heardAt, key: `${id}:${moves}`, data: { id, moves } });
    }
    const moved = { id, list: other, listHash: hash, round, decidedAt: out, before };
    if (!(await moveRound(tx, moved))) return;
    const line = lines(
      text('moved', { number: lottery.number }),
      roundLines(context, { hash, round, chain }),
    );
    await announceList(context, { id, moves: moves + 1, out, line });
  });
}
