/** `补签`: makes up a missed day, for a card or for points. Without a date it asks which. */

import * as z from 'zod';
import {
  type Acting,
  type Answering,
  type Context as AnyContext,
  addDays,
  type Commanding,
  type Day,
  endOfDay,
  type Line,
  lines,
  monthOf,
  parseDay,
  startOfDay,
} from '#kit';
import type { CheckIn } from './base.ts';
import { firstDayOf } from './first-day.ts';
import { askWhether, askWhich, madeUpLine, refusalLine, tagOf } from './make-up-words.ts';
import { bonusLines, gainOf, pay } from './pay.ts';
import { bonusesFor } from './rules/bonuses.ts';
import {
  decideMakeUp,
  type MakeUpFacts,
  missingDays,
  type Price,
  type Ready,
} from './rules/make-up.ts';
import { streakAt, withDay } from './rules/streak.ts';
import { dayMeant, parseTypedDay, type TypedDay } from './rules/typed-day.ts';
import { addCards, cardsOf } from './store/cards.ts';
import { historyAround, recordDay } from './store/days.ts';
import { countDay, madeUpWithin } from './store/totals.ts';
import { hasPoints, worthOf } from './worth.ts';

type Context = Acting<CheckIn>;
type OfDay = MakeUpFacts & { readonly day: Day };

/** The command. A date that was typed is taken at its word; otherwise the price is shown first. */
export async function makeUp(
  context: Commanding<CheckIn, { readonly day: TypedDay | undefined }>,
): Promise<void> {
  const { args, today, say, text } = context;
  const facts = await factsOf(context);
  if (args.day === undefined) return offer(context, facts);
  const day = dayMeant(args.day, today);
  return day === undefined ? say(text('noSuchDay')) : settle(context, { ...facts, day });
}

export function whenMakeUpIsOff({ settings, text }: AnyContext<CheckIn>): Line | undefined {
  return settings.makeUp.perMonth === 0 ? text('makeUpOff') : undefined;
}

/** A day that is written as members write it, `3-5` or `昨天`, names its choice. */
export function dayTyped(typed: string, { today }: AnyContext<CheckIn>): Day | undefined {
  const day = parseTypedDay(typed.trim());
  return day && dayMeant(day, today);
}

/** The day was chosen: shows the price and asks once more. */
export async function chooseMakeUp(context: Answering<CheckIn>): Promise<void> {
  const day = parseDay(context.answer);
  if (day === undefined) return;
  return askOrRefuse(context, { ...(await factsOf(context)), day });
}

async function askOrRefuse(context: Context, facts: OfDay): Promise<void> {
  const { day } = facts;
  const outcome = decideMakeUp(facts, context.settings);
  if (outcome.kind !== 'ready') return context.say(refusalLine(context, { day, outcome }));
  return context.ask(askWhether(context, { day, price: outcome.price }));
}

const confirmed = z.object({ day: z.string(), price: z.string() });

/** The price was agreed to, or not. Where it has changed since, it is asked for anew. */
export async function confirmMakeUp(context: Answering<CheckIn>): Promise<void> {
  const { answer, data, settings, say, text } = context;
  const agreed = confirmed.parse(data);
  const day = parseDay(agreed.day);
  if (answer !== 'yes' || day === undefined) return say(text('makeUpLeft'));
  const facts = { ...(await factsOf(context)), day };
  const outcome = decideMakeUp(facts, settings);
  const isAgreed = outcome.kind !== 'ready' || tagOf(outcome.price) === agreed.price;
  return isAgreed ? settle(context, facts) : askOrRefuse(context, facts);
}

async function offer(context: Context, facts: MakeUpFacts): Promise<void> {
  const { settings, say, text, ask } = context;
  const days = missingDays(facts, settings.makeUp);
  const newest = days.at(-1);
  if (newest === undefined) {
    const isNew = facts.firstDay >= facts.today;
    return say(
      isNew ? text('tooNewToMiss') : text('nothingMissed', { n: settings.makeUp.lastDays }),
    );
  }
  const outcome = decideMakeUp({ ...facts, day: newest }, settings);
  if (outcome.kind !== 'ready') return say(refusalLine(context, { day: newest, outcome }));
  const { price } = outcome;
  return ask(
    days.length === 1
      ? askWhether(context, { day: newest, price })
      : askWhich(context, { days, price }),
  );
}

/** Decides, takes the price, writes the day and says so. */
async function settle(context: Context, facts: OfDay): Promise<void> {
  const { day } = facts;
  const outcome = decideMakeUp(facts, context.settings);
  if (outcome.kind !== 'ready') return context.say(refusalLine(context, { day, outcome }));
  const refusal = await takePrice(context, { day, price: outcome.price });
  return refusal === undefined ? save(context, { ...facts, ...outcome }) : context.say(refusal);
}

async function save(context: Context, { day, history, today, price, growth }: OfDay & Ready) {
  const { tx, member, now: at, heardAt, community, say } = context;
  const whose = { member: member.id, community: community.id };
  const total = await countDay(tx, whose);
  const bonuses = bonusesFor({ growth, total }, worthOf(context));
  const { points } = gainOf(0, bonuses);
  await recordDay(tx, { ...whose, at, heardAt, day, kind: 'madeUp', points });
  await pay(tx, { member: member.id, day, points: 0, bonuses });
  const streak = streakAt(today, withDay({ day, kind: 'madeUp' }, history));
  return say(lines(madeUpLine(context, { day, price, streak }), bonusLines(context, bonuses)));
}

/** @returns what to say when the price cannot be taken; then nothing was written */
async function takePrice(
  { tx, member, text }: Context,
  { day, price }: { readonly day: Day; readonly price: Price },
): Promise<Line | undefined> {
  switch (price.by) {
    case 'nothing':
      return undefined;
    case 'card':
      await addCards(tx, { member: member.id, cards: -1, once: `madeUp:${day}` });
      return undefined;
    case 'points': {
      const once = `checkin.makeUp:${member.id}:${day}`;
      const entry = { points: -price.points, reason: 'checkin.makeUp', reference: day };
      const outcome = await tx.ledger.post({ member: member.id, once, ...entry });
      if (outcome.kind === 'frozen') return text('frozen');
      if (outcome.kind === 'short') throw new Error('a balance fell while it was looked at');
      return undefined;
    }
  }
}

async function factsOf(context: Context): Promise<MakeUpFacts> {
  const { tx, member, today, settings } = context;
  const { calendar } = context.community;
  const oldest = addDays(today, -settings.makeUp.lastDays);
  const month = monthOf(today);
  return {
    today,
    firstDay: await firstDayOf(context),
    history: await historyAround(tx, { member: member.id, day: oldest }),
    // A message of last month that comes late must not count what was made up since.
    usedThisMonth: await madeUpWithin(tx, {
      member: member.id,
      from: addDays(month.from, -settings.makeUp.lastDays),
      since: startOfDay(month.from, calendar),
      until: endOfDay(month.to, calendar),
    }),
    cards: await cardsOf(tx, member.id),
    balance: hasPoints(context) ? await tx.ledger.balanceOf(member.id) : undefined,
  };
}
