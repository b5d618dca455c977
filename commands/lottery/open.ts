/**
 * A lottery opens (job): whether public numbers can be had is tried first, because how it is drawn
 * is promised before anybody enters, and never changed afterwards.
 */
import * as z from 'zod';
import { type Context, lines, roundFrom, type Working } from '#kit';
import type { Lottery } from './base.ts';
import { planClose } from './close.ts';
import { shortHash } from './short-hash.ts';
import { entryWord, termLines } from './show.ts';
import { type LotteryOf, lotteryById, openLottery } from './store/lotteries.ts';
import type { Mode } from './store/tables.ts';

const task = z.object({ id: z.int() });
/** A round that is surely out, whatever this machine's clock says: half a minute old. */
const ROUNDS_BACK = 10;

export async function open(work: Working<Lottery>): Promise<void> {
  const { id } = task.parse(work.data);
  const lottery = await lotteryById(work.reader, id);
  if (lottery?.state !== 'opening') return;
  const { chain } = work.draws;
  const probe = chain && (await work.draws.beacon(roundFrom(chain, work.now) - ROUNDS_BACK));
  const mode: Mode = probe?.kind === 'beacon' ? 'drand' : 'sealed';
  await work.finish(async (context) => {
    const { tx } = context;
    if (!(await openLottery(tx, { id, mode }))) return;
    // Read again: whoever was forgotten meanwhile is named in its words no more.
    const opened = await lotteryById(tx, id);
    if (opened) await announce(context, opened);
  });
}

async function announce(context: Context<Lottery>, lottery: LotteryOf): Promise<void> {
  const { text, askGroup } = context;
  const { id, number, terms, mode, commitment } = lottery;
  const word = entryWord(context, terms);
  const line = lines(
    text('opened', { number }),
    termLines(context, terms),
    text('howToEnter', { word }),
    mode === 'drand' ? text('fairDrand') : text('fairSealed'),
    text('seal', { hash: shortHash(commitment) }),
  );
  await askGroup({
    question: 'enter',
    key: `${number}`,
    line,
    choices: [{ key: 'in', label: text('enterLabel'), words: [word] }],
    isWorded: true,
  });
  if (terms.when.kind !== 'at') return;
  await planClose(context, { id, at: terms.when.at });
}
