/** `参加抽奖`: once per member, in the order in which the bot hears of it, until the list is closed. */
import { type Acting, type Choosing, CODE_DIGITS, type Commanding, type Line, lines } from '#kit';
import type { Lottery } from './base.ts';
import { close } from './close.ts';
import { answerEntry } from './crowd.ts';
import { giveBack } from './give-back.ts';
import { entryWord } from './show.ts';
import { isBlocked } from './store/blocked.ts';
import { addEntry, entryOf, removeEntry } from './store/entries.ts';
import { countEntrants, type LotteryOf } from './store/lotteries.ts';
import type { EntryRow } from './store/tables.ts';
import { lotteryMeant, noneMeant } from './which.ts';

type Entering = Acting<Lottery>;
type Numbered = { readonly number: number | undefined };

export async function enterByWord(context: Commanding<Lottery, Numbered>): Promise<void> {
  const lottery = await lotteryMeant(context, context.args.number, ({ state }) => state === 'open');
  return lottery ? enter(context, lottery) : context.say(noneMeant(context, context.args.number));
}

export async function enterByChoice(context: Choosing<Lottery>): Promise<void> {
  const lottery = await lotteryMeant(context, Number(context.key), () => false);
  if (lottery) await enter(context, lottery);
}

async function enter(context: Entering, lottery: LotteryOf): Promise<void> {
  const { say, tx, member, group } = context;
  const { id, terms } = lottery;
  const why = await whyNot(context, lottery);
  if (why) return say(why);
  const tickets = await ticketsOf(context, lottery);
  const refusal = await takePrice(context, lottery);
  if (refusal) return say(refusal);
  const entry: Omit<EntryRow, 'is_answered'> = {
    lottery_id: id,
    seq: lottery.next_seq,
    member_id: member.id,
    code: codeOf(context, lottery),
    tickets,
    at: context.now,
    heard_at: context.heardAt,
    paid: terms.price,
    state: 'in',
  };
  await countEntrants(tx, { id, entrants: 1, tickets });
  const entrants = lottery.entrants + 1;
  const isAnswered = await answerEntry(context, { lottery, entrants, tickets });
  await addEntry(tx, { ...entry, is_answered: isAnswered ? 1 : 0 });
  const isFull = terms.when.kind === 'full' && entrants >= terms.when.entrants;
  if (isFull && group?.id === lottery.group_id) await close(context, lottery);
}

/** Why a member cannot enter; undefined when nothing is in the way but perhaps the price. */
export async function whyNot(context: Entering, lottery: LotteryOf): Promise<Line | undefined> {
  const { text, tx, member, community, group, house, now } = context;
  const { id, state, number, terms } = lottery;
  const { when } = terms;
  // Its end may wait until all has been read that was said in time.
  const isOver = when.kind === 'at' && now >= when.at;
  if (state !== 'open' || isOver) return text('notOpen', { number });
  if (group && group.id !== lottery.group_id) return text('otherGroup', { number });
  const entry = await entryOf(tx, { lottery: id, member: member.id });
  if (entry) return text('already', { number, tickets: entry.tickets });
  const whose = { community: community.id, member: member.id };
  if (await isBlocked(tx, whose)) return text('blocked');
  const lacking = terms.condition ? await house.unmet(terms.condition, member.id) : [];
  return lacking.length === 0 ? undefined : lines(text('lacking', { number }), ...lacking);
}

/** One, and those of the bonuses whose conditions are fulfilled now; counted again at the end. */
async function ticketsOf({ house, member }: Entering, { terms }: LotteryOf): Promise<number> {
  let tickets = 1;
  for (const bonus of terms.bonuses) {
    const lacking = await house.unmet(bonus.condition, member.id);
    if (lacking.length === 0) tickets += bonus.tickets;
  }
  return Math.min(tickets, terms.mostTickets);
}

async function takePrice(
  { tx, member, text }: Entering,
  { id, next_seq: seq, number, terms: { price } }: LotteryOf,
): Promise<Line | undefined> {
  if (price === 0) return undefined;
  const outcome = await tx.ledger.post({
    member: member.id,
    points: -price,
    reason: 'lottery.entry',
    once: `lottery:${id}:entry:${seq}`,
    reference: `lottery:${number}`,
  });
  if (outcome.kind === 'frozen') return text('pointsFrozen');
  if (outcome.kind !== 'short') return undefined;
  return text('short', { missing: price - outcome.balance, price });
}

/** What stands for the member in the public list; only the bot knows whose it is. */
function codeOf({ secrets, member }: Entering, { salt }: LotteryOf): string {
  return secrets.fingerprint(`${salt} ${member.id}`).slice(0, CODE_DIGITS);
}

export async function withdraw(context: Commanding<Lottery, Numbered>): Promise<void> {
  const { args, tx, member, text, say } = context;
  const lottery = await lotteryMeant(context, args.number, ({ state }) => state === 'open');
  if (!lottery) return say(noneMeant(context, args.number));
  const { id, number, terms } = lottery;
  if (lottery.state !== 'open') return say(text('notOpen', { number }));
  const whose = { lottery: id, member: member.id };
  const entry = await entryOf(tx, whose);
  if (!entry) return say(text('notIn', { number, word: entryWord(context, terms) }));
  await removeEntry(tx, whose);
  await countEntrants(tx, { id, entrants: -1, tickets: -entry.tickets });
  if (entry.paid > 0) await giveBack(tx, { ...whose, seq: entry.seq, points: entry.paid });
  return say(entry.paid > 0 ? text('withdrawnPaid', { n: entry.paid }) : text('withdrawn'));
}
