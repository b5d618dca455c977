/**
 * Two members of check-in (签到) become one and go apart again. A day counts once, whoever of the two
 * covered it; nothing is paid or reached anew, for a bonus is only ever earned by a check-in.
 */
import * as z from 'zod';
import { dayShape, instantOf, type MemberId, type MergedPair, type Merging, type Tx } from '#kit';
import { addCards, cardsOf } from './store/cards.ts';
import * as store from './store/merging.ts';
import { recount } from './store/totals.ts';
import { addWish, dropWish, wishOf } from './store/wishes.ts';

const row = z.object({
  day: dayShape,
  kind: z.enum(['own', 'madeUp', 'leave']),
  at: z.number(),
  heard_at: z.number(),
  place: z.number().nullable(),
  points: z.number(),
  is_ours: z.number().default(0),
});
const kept = z.object({
  /** Days that went over, and when each was said. */
  moved: z.array(z.object({ day: dayShape, at: z.number() })),
  /** Days that both had: those of the one who was merged. */
  dropped: z.array(row),
  /** Days of leave that gave way to a check-in. */
  leave: z.array(row),
  cards: z.number().int(),
  /** The one who was merged wanted to be reminded. */
  wish: z.object({ at: z.number().transform(instantOf), isAlone: z.boolean() }).optional(),
});

export const merging: Merging = {
  async merge(tx, pair) {
    const days = await moveDays(tx, pair);
    await recountBoth(tx, pair);
    await store.moveAnswers(tx, pair);
    const cards = await cardsOf(tx, pair.from);
    await moveCards(tx, { ...pair, cards, once: `merged:${pair.merge}` });
    const wish = await passWish(tx, pair);
    return { ...days, cards, wish } satisfies z.input<typeof kept>;
  },

  async part(tx, { data, ...pair }) {
    const { from, into, community, merge } = pair;
    const { moved, dropped, leave, cards, wish } = kept.parse(data);
    for (const each of moved) await store.moveDay(tx, { ...each, from: into, into: from });
    for (const each of leave) await store.putBack(tx, { ...each, member: into, community });
    for (const each of dropped) await store.putBack(tx, { ...each, member: from, community });
    await recountBoth(tx, pair);
    // Cards that were spent since cannot go back.
    const back = Math.min(cards, Math.max(0, await cardsOf(tx, into)));
    await moveCards(tx, { from: into, into: from, cards: back, once: `parted:${merge}` });
    if (wish) await addWish(tx, { ...wish, member: from });
  },
};

/** Whoever goes on wants what either of the two wanted. */
async function passWish(tx: Tx, { from, into }: MergedPair) {
  const wish = await wishOf(tx, from);
  if (!wish) return undefined;
  await dropWish(tx, from);
  await addWish(tx, { ...wish, member: into });
  return wish;
}

/** A check-in goes before leave, and otherwise who goes on before who is merged. */
async function moveDays(tx: Tx, { from, into }: MergedPair) {
  const own = new Map((await store.rowsOf(tx, into)).map((each) => [each.day, each]));
  const moved: { day: string; at: number }[] = [];
  const dropped: store.DayRow[] = [];
  const leave: store.DayRow[] = [];
  for (const theirs of await store.rowsOf(tx, from)) {
    const other = own.get(theirs.day);
    if (other && (other.kind !== 'leave' || theirs.kind === 'leave')) {
      await store.dropDay(tx, { member: from, day: theirs.day });
      dropped.push(theirs);
      continue;
    }
    if (other) {
      await store.dropDay(tx, { member: into, day: theirs.day });
      leave.push(other);
    }
    await store.moveDay(tx, { from, into, day: theirs.day, at: theirs.at });
    moved.push({ day: theirs.day, at: theirs.at });
  }
  return { moved, dropped, leave };
}

async function recountBoth(tx: Tx, { from, into, community }: MergedPair): Promise<void> {
  for (const member of [from, into]) await recount(tx, { member, community });
}

interface MovedCards {
  readonly from: MemberId;
  readonly into: MemberId;
  readonly cards: number;
  readonly once: string;
}

async function moveCards(tx: Tx, { from, into, cards, once }: MovedCards): Promise<void> {
  if (cards <= 0) return;
  await addCards(tx, { member: from, cards: -cards, once });
  await addCards(tx, { member: into, cards, once });
}
