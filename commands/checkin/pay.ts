/** Pays what a check-in brings: the points of the day, and bonuses in points and make-up cards. */
import { type Context, type Day, type Line, lines, type MemberId, type Tx } from '#kit';
import type { CheckIn } from './base.ts';
import type { Bonus } from './rules/bonuses.ts';
import { addCards } from './store/cards.ts';

/** All that a check-in brings. */
export interface Gain {
  readonly points: number;
  readonly cards: number;
}

/** @param points the points of the day alone */
export function gainOf(points: number, bonuses: readonly Bonus[]): Gain {
  return bonuses.reduce(
    (sum, bonus) => ({ points: sum.points + bonus.points, cards: sum.cards + bonus.cards }),
    { points, cards: 0 },
  );
}

export interface Payment {
  readonly member: MemberId;
  readonly day: Day;
  /** The points of the day; 0 for a day that was made up. */
  readonly points: number;
  readonly bonuses: readonly Bonus[];
}

export async function pay(tx: Tx, { member, day, points, bonuses }: Payment): Promise<void> {
  if (points > 0) {
    const once = `checkin:${member}:${day}`;
    await tx.ledger.post({ member, points, reason: 'checkin', once, reference: day });
  }
  for (const bonus of bonuses) await payBonus(tx, { member, day, bonus });
}

/** A day is checked in once, so that with its day a milestone's key is one of a kind. */
async function payBonus(
  tx: Tx,
  { member, day, bonus }: Pick<Payment, 'member' | 'day'> & { readonly bonus: Bonus },
): Promise<void> {
  const { kind, days, points, cards } = bonus;
  const reached = kind === 'milestone' ? `${days}:${day}` : `${days}`;
  if (points > 0) {
    const once = `checkin.${kind}:${member}:${reached}`;
    const reason = `checkin.${kind}`;
    await tx.ledger.post({ member, points, reason, once, reference: day });
  }
  if (cards > 0) await addCards(tx, { member, cards, once: `${kind}:${reached}` });
}

type Says = Pick<Context<CheckIn>, 'text'>;

/** One line for each bonus, such as «连续 7 天，再加 20 积分和 1 张补签卡！». */
export function bonusLines({ text }: Says, bonuses: readonly Bonus[]): Line {
  return lines(
    ...bonuses.map(({ kind, days, ...reward }) =>
      text(kind, { days: text('days', { n: days }), reward: rewardWords({ text }, reward) }),
    ),
  );
}

/** «20 积分», «1 张补签卡» or both. */
export function rewardWords({ text }: Says, { points, cards }: Gain): Line {
  const inPoints = text('points', { n: points });
  const inCards = text('cards', { n: cards });
  if (cards === 0) return inPoints;
  return points === 0 ? inCards : text('pointsAndCards', { points: inPoints, cards: inCards });
}
