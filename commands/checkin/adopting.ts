/**
 * Check-ins go along when a group joins a community (加入社群): streaks belong to people. A day that
 * somebody was covered in both counts once; nothing is paid or reached anew.
 */
import type { Adopting, Adoption, Tx } from '#kit';
import type { CheckIn } from './base.ts';
import { addCards, cardsOf } from './store/cards.ts';
import * as store from './store/merging.ts';
import { recount } from './store/totals.ts';
import { addWish, dropWish, wishOf } from './store/wishes.ts';

type Pair = Adoption['people'][number];

export const adopting: Adopting<CheckIn> = {
  isDueAlong: true,
  outlook: ({ text }, way) => text(way === 'in' ? 'daysGoAlong' : 'daysStay'),
  async carry(tx, { from, to, people }) {
    for (const pair of people) {
      await carryDays(tx, pair, to);
      await recount(tx, { member: pair.from, community: from });
      await recount(tx, { member: pair.into, community: to });
      await store.moveAnswers(tx, pair);
      await carryCards(tx, pair);
      await carryWish(tx, pair);
    }
  },
};

/** A check-in goes before leave, and otherwise what was there before what comes. */
async function carryDays(tx: Tx, { from, into }: Pair, community: Adoption['to']) {
  const own = new Map((await store.rowsOf(tx, into)).map((each) => [each.day, each]));
  for (const theirs of await store.rowsOf(tx, from)) {
    const { day } = theirs;
    const isBetter = own.get(day)?.kind === 'leave' && theirs.kind !== 'leave';
    await store.dropDay(tx, { member: from, day });
    if (isBetter) await store.dropDay(tx, { member: into, day });
    await store.putBack(tx, { ...theirs, member: into, community });
  }
}

async function carryCards(tx: Tx, { from, into }: Pair): Promise<void> {
  const cards = await cardsOf(tx, from);
  if (cards <= 0) return;
  const once = `adopted:${from}`;
  await addCards(tx, { member: from, cards: -cards, once });
  await addCards(tx, { member: into, cards, once });
}

async function carryWish(tx: Tx, { from, into }: Pair): Promise<void> {
  const wish = await wishOf(tx, from);
  if (!wish) return;
  await dropWish(tx, from);
  await addWish(tx, { ...wish, member: into });
}
