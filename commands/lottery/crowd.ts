/** Answers to entries. Where many enter at once they are told together, in one message. */
import * as z from 'zod';
import { type Acting, type Coming, joinsCrowd, parseMemberId, seconds } from '#kit';
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
  const { tx, say, text } = context;
  const { id, next_seq: newest } = lottery;
  const latest = await latestEntries(tx, { lottery: id, limit: ALONE });
  const item = { what: 'answers', key: `${id}`, data: { id, newest } satisfies Collecting };
  const crowd = { earlier: latest.at(ALONE - 1), within: WITHIN, collected: COLLECTED };
  if (await joinsCrowd(context, { ...crowd, ...item })) return false;
  await say(
    tickets > 1 ? text('enteredWith', { entrants, tickets }) : text('entered', { entrants }),
  );
  return true;
}

const collecting = z.object({ id: z.int(), newest: z.int() });
type Collecting = z.input<typeof collecting>;

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
