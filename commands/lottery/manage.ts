/**
 * What managers do to a lottery: cancel it while nobody can know who wins, draw a prize anew, keep
 * somebody out of the lists that are not sealed yet.
 */
import * as z from 'zod';
import {
  type Acting,
  type Answering,
  type Args,
  arg,
  type Commanding,
  type Member,
  mayActAs,
  parseMemberId,
  shownText,
} from '#kit';
import type { Lottery } from './base.ts';
import { record } from './hand-out.ts';
import { planRefill } from './refill.ts';
import { planRefunds } from './refund.ts';
import { isDecided } from './rules/round.ts';
import { names } from './show.ts';
import { block, blockedMembers, unblock } from './store/blocked.ts';
import { entriesOf } from './store/entries.ts';
import { type LotteryOf, lotteryById, moveState } from './store/lotteries.ts';
import type { State, WinnerRow } from './store/tables.ts';
import { settleWinner, winnersOf } from './store/winners.ts';
import { type AboutMember, lotteryHere, lotteryNumber } from './which.ts';

const SECONDS_TO_DECIDE = 120;
const LONGEST_REASON = 100;
const LONGEST_READ = 1_000;
/** What a manager gives as a reason, as it stands in public. */
export function reasonOf(typed: string): string {
  return shownText(typed.slice(0, LONGEST_READ), LONGEST_REASON);
}

/** More than fit into one message are looked up in the export. */
const MOST_BLOCKED = 50;

interface CancelArgs {
  number: number;
  why: string;
}

export const cancelArgs: Args<CancelArgs> = { number: lotteryNumber, why: arg.rest() };

const CANCELLABLE: readonly State[] = ['opening', 'open', 'closing', 'frozen', 'waiting'];

export async function askToCancel(context: Commanding<Lottery, CancelArgs>): Promise<void> {
  const { args, say, text, ask } = context;
  const found = await lotteryHere(context, args.number);
  if ('why' in found) return say(found.why);
  const { lottery } = found;
  const { id, number, entrants, state, terms } = lottery;
  if (!CANCELLABLE.includes(state)) return say(text('notOpen', { number }));
  if (isDecided(lottery, context.heardAt)) return say(text('cancelLate', { number }));
  const points = entrants * terms.price;
  return ask({
    dialogue: 'cancel',
    line: text('askCancel', { number, entrants, points }),
    choices: [
      { key: 'yes', label: text('cancelIt') },
      { key: 'no', label: text('leaveIt') },
    ],
    data: { id, why: reasonOf(args.why) },
    isIrreversible: true,
    seconds: SECONDS_TO_DECIDE,
  });
}

const cancelling = z.object({ id: z.int(), why: z.string() });

export async function cancel(context: Answering<Lottery>): Promise<void> {
  const { answer, data, tx, member, say, text, house, closeQuestion } = context;
  const { id, why } = cancelling.parse(data);
  const lottery = await lotteryById(tx, id);
  const isMeant = answer === 'yes' && mayActAs(member.role, 'manager');
  if (!isMeant || !lottery || !CANCELLABLE.includes(lottery.state)) return say(text('left'));
  const { number, state, terms } = lottery;
  if (isDecided(lottery, context.heardAt)) return say(text('cancelLate', { number }));
  await moveState(tx, { id, from: state, to: 'cancelled' });
  await closeQuestion({ question: 'enter', key: `${number}` });
  if (terms.price > 0) await planRefunds(context, { id, isAll: true });
  await house.audit('lottery.cancel', { number, reason: why });
  return say(
    terms.price > 0 ? text('cancelledPaid', { number, why }) : text('cancelled', { number, why }),
  );
}

export async function askToRedraw(context: Commanding<Lottery, AboutMember>): Promise<void> {
  const { args, say, text, ask } = context;
  const { number, who } = args;
  const found = await lotteryHere(context, number);
  if ('why' in found) return say(found.why);
  const { lottery } = found;
  const winner = await winOf(context, lottery, who.id);
  if (!winner) return say(text('didNotWin', { name: who.name, number }));
  const prize = lottery.terms.prizes[winner.prize]?.name ?? '';
  const why = reasonOf(args.why);
  return ask({
    dialogue: 'redraw',
    line: text('askRedraw', { name: who.name, prize, why }),
    choices: [
      { key: 'yes', label: text('redrawIt') },
      { key: 'no', label: text('leaveIt') },
    ],
    data: { id: lottery.id, who: who.id, why },
    isIrreversible: true,
    seconds: SECONDS_TO_DECIDE,
  });
}

async function winOf(
  { tx }: Acting<Lottery>,
  { id, state }: LotteryOf,
  member: Member['id'],
): Promise<WinnerRow | undefined> {
  // While prizes are still being given out nobody was told, and no next one could be found yet.
  if (state !== 'drawn') return undefined;
  const winners = await winnersOf(tx, id);
  return winners.find(
    ({ member_id, state: now }) => member_id === member && (now === 'held' || now === 'claimed'),
  );
}

const redrawing = z.object({ id: z.int(), who: z.unknown(), why: z.string() });

export async function redraw(context: Answering<Lottery>): Promise<void> {
  const { answer, data, tx, member, now, say, text, house } = context;
  const { id, who, why } = redrawing.parse(data);
  const whose = parseMemberId(who);
  const lottery = await lotteryById(tx, id);
  const isMeant = answer === 'yes' && mayActAs(member.role, 'manager');
  if (!isMeant || !lottery || whose === undefined) return say(text('left'));
  const winner = await winOf(context, lottery, whose);
  if (!winner) return say(text('left'));
  const { place, code } = winner;
  // A prize of points that cannot be taken back must not be given to the next one as well.
  if (!(await takePointsBack(context, lottery, winner))) return say(text('pointsFrozen'));
  await settleWinner(tx, { lottery: id, place, state: 'redrawn', at: now });
  const facts = { why: 'takenBack', code, words: why, operator: member.id } as const;
  const number = await record(context, lottery, facts);
  await house.audit('lottery.redraw', { number: lottery.number, member: whose, reason: why });
  await say(text('redrawn', { number: lottery.number, record: number, why }));
  await planRefill(context, id);
}

/** @returns false while the books are frozen */
async function takePointsBack(
  { tx, member }: Acting<Lottery>,
  { id }: LotteryOf,
  { place }: WinnerRow,
): Promise<boolean> {
  const entry = await tx.ledger.entryByOnce(`lottery:${id}:prize:${place}`);
  if (!entry) return true;
  const how = { reason: 'lottery.redraw', operator: member.id, mayOwe: true };
  return (await tx.ledger.reverse(entry.seq, how)).kind !== 'frozen';
}

type Who = { readonly who: Member };

export async function blockMember(
  context: Commanding<Lottery, { readonly who: Member | undefined }>,
): Promise<void> {
  const { args, community, tx, now, member, say, text, house } = context;
  const { who } = args;
  if (!who) return listBlocked(context);
  const row = { community_id: community.id, member_id: who.id, at: now, operator_id: member.id };
  if (!(await block(tx, row))) return say(text('blockedBefore', { name: who.name }));
  await house.audit('lottery.block', { member: who.id });
  const sealed = (await entriesOf(tx, who.id)).filter(
    ({ state, lottery_state: now }) => state === 'in' && (now === 'frozen' || now === 'waiting'),
  );
  const [first] = sealed;
  if (!first) return say(text('blockedNow', { name: who.name }));
  const numbers = sealed.map(({ number }) => number).join(text('comma'));
  return say(text('blockedButSealed', { name: who.name, numbers, number: first.number }));
}

async function listBlocked(context: Acting<Lottery>): Promise<void> {
  const { community, tx, say, text } = context;
  const rows = await blockedMembers(tx, { community: community.id, limit: MOST_BLOCKED });
  if (rows.length === 0) return say(text('nobodyBlocked'));
  const who = await names(
    context,
    rows.map(({ member_id }) => member_id),
  );
  return say(text('allBlocked', { n: rows.length, names: who }));
}

export async function unblockMember(context: Commanding<Lottery, Who>): Promise<void> {
  const { args, community, tx, say, text, house } = context;
  const { who } = args;
  const whose = { community: community.id, member: who.id };
  if (!(await unblock(tx, whose))) return say(text('notBlocked', { name: who.name }));
  await house.audit('lottery.unblock', { member: who.id });
  return say(text('unblocked', { name: who.name }));
}
