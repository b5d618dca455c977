/** What members ask about lotteries; every answer comes from the rows, not from memory. */
import { type Commanding, type Line, lines } from '#kit';
import type { Lottery } from './base.ts';
import { whyNot } from './enter.ts';
import { oddsPerMille } from './rules/odds.ts';
import { entryWord, names, whenInWords } from './show.ts';
import { entryOf } from './store/entries.ts';
import { type LotteryOf, newestLotteries } from './store/lotteries.ts';
import { winnersOf } from './store/winners.ts';
import { prizeCount } from './terms.ts';
import { lotteryMeant, noneMeant } from './which.ts';

type Asking = Commanding<Lottery, { readonly number: number | undefined }>;

/** As many as fit on a telephone. */
const LISTED = 5;
const PER_MILLE_IN_PERCENT = 10;

export async function list(context: Asking): Promise<void> {
  const { tx, community, say, text } = context;
  const newest = await newestLotteries(tx, { community: community.id, limit: 30 });
  const open = newest.filter(({ state }) => state === 'open').slice(0, LISTED);
  if (open.length === 0) return say(text('noneOpen'));
  const rows = open.map(({ number, terms, entrants }) =>
    text('listRow', {
      number,
      title: terms.title,
      entrants,
      when: whenInWords(context, terms.when),
      word: entryWord(context, terms),
    }),
  );
  return say(lines(...rows));
}

/** `我为什么不能参加` */
export async function why(context: Asking): Promise<void> {
  const { say, text, tx, member } = context;
  const lottery = await lotteryMeant(context, context.args.number, ({ state }) => state === 'open');
  if (!lottery) return say(noneMeant(context, context.args.number));
  const reason = (await whyNot(context, lottery)) ?? (await priceLine(context, lottery));
  if (reason) return say(reason);
  const { number, terms } = lottery;
  const entry = await entryOf(tx, { lottery: lottery.id, member: member.id });
  if (entry) return say(text('already', { number, tickets: entry.tickets }));
  return say(text('canEnter', { number, word: entryWord(context, terms) }));
}

async function priceLine({ tx, member, text }: Asking, { terms: { price } }: LotteryOf) {
  if (price === 0) return undefined;
  const balance = await tx.ledger.balanceOf(member.id);
  return balance < price ? text('short', { missing: price - balance, price }) : undefined;
}

/** `我的中奖率` */
export async function odds(context: Asking): Promise<void> {
  const { args, tx, member, say, text } = context;
  const isRunning = ({ state }: LotteryOf) =>
    ['open', 'closing', 'frozen', 'waiting'].includes(state);
  const lottery = await lotteryMeant(context, args.number, isRunning);
  if (!lottery) return say(noneMeant(context, args.number));
  if (!isRunning(lottery)) return say(text('notOpen', { number: lottery.number }));
  const { id, number, entrants, tickets, terms } = lottery;
  const entry = await entryOf(tx, { lottery: id, member: member.id });
  const prizes = prizeCount(terms);
  if (entry?.state !== 'in') return say(text('notIn', { number, word: entryWord(context, terms) }));
  const perMille = oddsPerMille({ own: entry.tickets, tickets, entrants, prizes });
  const percent = (perMille / PER_MILLE_IN_PERCENT).toFixed(1);
  return say(text('odds', { percent, own: entry.tickets, tickets, entrants, prizes }));
}

/** `我的抽奖码`: told to the member alone. */
export async function code(context: Asking): Promise<void> {
  const { args, tx, member, say, text } = context;
  const lottery = await lotteryMeant(context, args.number, () => true);
  const entry = lottery && (await entryOf(tx, { lottery: lottery.id, member: member.id }));
  if (!lottery) return say(noneMeant(context, args.number, 'noCode'));
  if (!entry) return say(text('noCode'));
  const { number } = lottery;
  return say(text('code', { number, code: entry.code }), { privately: true });
}

/** `中奖名单` */
export async function winners(context: Asking): Promise<void> {
  const { args, say, text, tx } = context;
  const lottery = await lotteryMeant(context, args.number, ({ state }) => state === 'drawn');
  if (!lottery) return say(noneMeant(context, args.number, 'noneDrawn'));
  if (lottery.state !== 'drawn') return say(text('noneDrawn'));
  const rows = await winnersOf(tx, lottery.id);
  const shown: Line[] = [];
  for (const [index, { name }] of lottery.terms.prizes.entries()) {
    const own = rows.filter(
      ({ prize, state }) => prize === index && (state === 'held' || state === 'claimed'),
    );
    if (own.length === 0) continue;
    const who = await names(
      context,
      own.map(({ member_id }) => member_id),
    );
    shown.push(text('winners', { prize: name, n: own.length, names: who }));
  }
  const head = text('drawn', { number: lottery.number, title: lottery.terms.title });
  return say(lines(head, ...shown, shown.length === 0 ? text('nobodyWon') : undefined));
}
