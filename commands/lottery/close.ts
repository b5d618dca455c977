/** A lottery closes: at its time, when it is full, or by hand. From here on nobody gets in. */
import * as z from 'zod';
import {
  type Answering,
  type Coming,
  type Commanding,
  type Context,
  type Instant,
  lastCallAt,
  mayActAs,
} from '#kit';
import type { Lottery } from './base.ts';
import { closeLottery, type LotteryOf, lotteryById } from './store/lotteries.ts';
import { lotteryMeant, noneMeant } from './which.ts';

const SECONDS_TO_DECIDE = 120;

/** Whoever entered before this is committed is in, everybody later is not. */
export async function close(context: Context<Lottery>, lottery: LotteryOf): Promise<void> {
  const { tx, heardAt, later, closeQuestion } = context;
  const { id, number } = lottery;
  if (!(await closeLottery(tx, { id, at: heardAt }))) return;
  await closeQuestion({ question: 'enter', key: `${number}` });
  await later({ what: 'freeze', at: heardAt, key: `${id}`, data: { id } });
}

const which = z.object({ id: z.int() });

export async function closeInTime(context: Coming<Lottery>): Promise<void> {
  const lottery = await lotteryById(context.tx, which.parse(context.data).id);
  if (!lottery) return;
  const { when } = lottery.terms;
  // After a downtime it was put off, and this is the time that was promised first.
  if (when.kind === 'at' && context.now < when.at) return;
  await close(context, lottery);
}

/** Plans when a lottery closes by itself, and the last call before; also when that is put off. */
export async function planClose(
  { later, settings, now }: Pick<Context<Lottery>, 'later' | 'settings' | 'now'>,
  { id, at }: { readonly id: number; readonly at: Instant },
): Promise<void> {
  const key = `${id}:${at}`;
  await later({ what: 'close', at, key, data: { id } });
  const { remindMinutes: minutesBefore } = settings;
  const callAt = lastCallAt({ opensAt: now, endsAt: at, minutesBefore });
  if (callAt !== undefined) await later({ what: 'remind', at: callAt, key, data: { id, at } });
}

/** `开奖`: shows how many there are, and asks. */
export async function askToDraw(
  context: Commanding<Lottery, { readonly number: number | undefined }>,
): Promise<void> {
  const { args, say, text, ask, group } = context;
  const lottery = await lotteryMeant(context, args.number, ({ state }) => state === 'open');
  if (!lottery) return say(noneMeant(context, args.number));
  const { id, number, entrants } = lottery;
  if (lottery.state !== 'open') return say(text('notOpen', { number }));
  if (group?.id !== lottery.group_id) return say(text('otherGroup', { number }));
  return ask({
    dialogue: 'draw',
    line: text('askDraw', { n: entrants, number }),
    choices: [
      { key: 'yes', label: text('drawNow') },
      { key: 'no', label: text('leaveIt') },
    ],
    data: { id },
    seconds: SECONDS_TO_DECIDE,
  });
}

export async function drawNow(context: Answering<Lottery>): Promise<void> {
  const { answer, data, tx, member, say, text, house } = context;
  const lottery = await lotteryById(tx, which.parse(data).id);
  const isMeant = answer === 'yes' && mayActAs(member.role, 'manager');
  if (!isMeant || lottery?.state !== 'open') return say(text('left'));
  await house.audit('lottery.close', { number: lottery.number });
  await close(context, lottery);
}
