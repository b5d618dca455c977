/** Answers to entries. Where many enter at once they are told together, in one message. */
import * as z from 'zod';
import { type Acting, after, type Coming, parseMemberId, seconds } from '#kit';
import type { Lottery } from './base.ts';
import { names } from './show.ts';
import { type LotteryOf, lotteryById } from './store/lotteries.ts';
import { latestEntries, takeUnanswered } from './store/settling.ts';

/** So many within this time are answered alone; then they are a crowd. */
const ALONE = 3;
const WITHIN = seconds(10);
const COLLECTED = seconds(5);

interface Entered {
  readonly lottery: LotteryOf;
  readonly entrants: number;
  readonly tickets: number;
}

/** @returns whether the member was told at once; asked before their entry is written */
export async function answerEntry(
  context: Acting<Lottery>,
  { lottery, entrants, tickets }: Entered,
): Promise<boolean> {
  const { tx, heardAt, later, say, text } = context;
  const { id } = lottery;
  const latest = await latestEntries(tx, { lottery: id, limit: ALONE });
  const third = latest.at(ALONE - 1);
  if (third === undefined || heardAt - third > WITHIN) {
    const line =
      tickets > 1 ? text('enteredWith', { entrants, tickets }) : text('entered', { entrants });
    await say(line);
    return true;
  }
  const data = { id, newest: lottery.next_seq } satisfies z.input<typeof collecting>;
  await later({ what: 'answers', at: after(heardAt, COLLECTED), key: `${id}`, data });
  return false;
}

const collecting = z.object({ id: z.int(), newest: z.int() });

export async function sendAnswers(context: Coming<Lottery>): Promise<void> {
  const { tx, say, text, data } = context;
  const { id, newest } = collecting.parse(data);
  const lottery = await lotteryById(tx, id);
  const rows = await takeUnanswered(tx, { lottery: id, newest });
  if (!lottery || rows.length === 0) return;
  const who = rows.map(({ member_id }) => parseMemberId(member_id) ?? null);
  const slots = { n: rows.length, names: await names({ tx, text }, who) };
  await say(text('enteredTogether', { ...slots, entrants: lottery.entrants }));
}
