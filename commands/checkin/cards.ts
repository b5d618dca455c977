/** `补签卡` shows how many make-up cards one has; managers give some with `送补签卡`. */
import type { Commanding, Member } from '#kit';
import type { CheckIn } from './base.ts';
import { addCards, cardsOf } from './store/cards.ts';

/** More than anybody can use in a year is a slip of the finger. */
export const MOST_GIVEN = 99;

export async function showCards({ tx, member, say, text }: Commanding<CheckIn>): Promise<void> {
  return say(text('ownCards', { n: await cardsOf(tx, member.id) }));
}

interface Gift {
  readonly who: Member;
  readonly count: number | undefined;
}

export async function giveCards(context: Commanding<CheckIn, Gift>): Promise<void> {
  const { tx, member, args, message, group, house, say, text } = context;
  const { who, count = 1 } = args;
  // As with points: nobody pays themselves but the owner.
  if (who.id === member.id && member.role !== 'owner') return say(text('cardsToOneself'));
  // The message's own id keeps two gifts of one day apart; it names no person.
  const once = `given:${group?.id ?? 0}:${message}`;
  await addCards(tx, { member: who.id, cards: count, once, operator: member.id });
  await house.audit('checkin.cards', { member: who.id, cards: count });
  const cards = text('cards', { n: count });
  const line = text('given', { cards, n: await cardsOf(tx, who.id) });
  return say(line, { mention: [who] });
}
