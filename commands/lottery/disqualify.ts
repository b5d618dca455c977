/**
 * `取消资格`: a manager takes somebody out of a sealed list, in public, with a reason that stands
 * in the receipt. Only before anybody can know who wins: later it would be choosing the winner.
 */
import * as z from 'zod';
import { type Acting, type Answering, type Commanding, mayActAs, parseMemberId } from '#kit';
import type { Lottery } from './base.ts';
import { record } from './hand-out.ts';
import { reasonOf } from './manage.ts';
import { isDecided } from './rules/round.ts';
import { dropEntries, entryOf } from './store/entries.ts';
import { type LotteryOf, lotteryById } from './store/lotteries.ts';
import { type AboutMember, lotteryHere } from './which.ts';

const SECONDS_TO_DECIDE = 120;

export async function askToDisqualify(context: Commanding<Lottery, AboutMember>): Promise<void> {
  const { args, say, text, ask } = context;
  const { number, who } = args;
  const found = await lotteryHere(context, number);
  if ('why' in found) return say(found.why);
  const { lottery } = found;
  const refusal = whyNot(context, lottery);
  if (refusal !== undefined) return say(refusal);
  const { name } = who;
  const entry = await entryOf(context.tx, { lottery: lottery.id, member: who.id });
  if (entry?.state !== 'in') return say(text('notInList', { name, number }));
  const why = reasonOf(args.why);
  return ask({
    dialogue: 'disqualify',
    line: text('askDisqualify', { name, number, why }),
    choices: [
      { key: 'yes', label: text('disqualifyIt') },
      { key: 'no', label: text('leaveIt') },
    ],
    data: { id: lottery.id, who: who.id, why },
    isIrreversible: true,
    seconds: SECONDS_TO_DECIDE,
  });
}

function whyNot({ text, heardAt }: Acting<Lottery>, lottery: LotteryOf) {
  const { state, number } = lottery;
  if (state === 'opening' || state === 'open' || state === 'closing') {
    return text('disqualifyEarly', { number });
  }
  const isOver = state !== 'frozen' || isDecided(lottery, heardAt);
  return isOver ? text('disqualifyLate', { number }) : undefined;
}

const disqualifying = z.object({ id: z.int(), who: z.unknown(), why: z.string() });

export async function disqualify(context: Answering<Lottery>): Promise<void> {
  const { answer, data, tx, member, say, text, house } = context;
  const { id, who, why } = disqualifying.parse(data);
  const whose = parseMemberId(who);
  const lottery = await lotteryById(tx, id);
  const isMeant = answer === 'yes' && mayActAs(member.role, 'manager');
  if (!isMeant || !lottery || whose === undefined) return say(text('left'));
  const refusal = whyNot(context, lottery);
  if (refusal !== undefined) return say(refusal);
  const entry = await entryOf(tx, { lottery: id, member: whose });
  if (entry?.state !== 'in') return say(text('left'));
  const facts = { why: 'disqualified', code: entry.code, words: why, operator: member.id } as const;
  const number = await record(context, lottery, facts);
  // They have no part in the consolation either.
  await dropEntries(tx, id, [entry.seq]);
  await house.audit('lottery.disqualify', { number: lottery.number, member: whose, reason: why });
  const name = (await tx.people.find(whose))?.name ?? text('forgotten');
  return say(text('disqualified', { number: lottery.number, record: number, name, why }));
}
