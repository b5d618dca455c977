/** Who has won what, as the group is told: those of whom it has not heard yet. */
import { type Context, type Line, lines, type Member } from '#kit';
import type { Lottery } from './base.ts';
import { MOST_NAMES, names } from './show.ts';
import { noteTold } from './store/draws.ts';
import type { LotteryOf } from './store/lotteries.ts';
import { newWinners, newWins } from './store/telling.ts';

/** So many are mentioned at once; a platform may refuse more. */
const MOST_MENTIONS = 20;
/** So many names are looked up in one commit, whatever the number of prizes. */
const MOST_LOOKED_UP = 500;

export interface NewWins {
  readonly count: number;
  /** A line for each kind of prize. */
  readonly line: Line;
  /** The winners, so that they are told; where there are too many, nobody is. */
  readonly mention: readonly Member[];
  /** Some of it is to be claimed. */
  readonly isClaimed: boolean;
  /** Some of it is points, which nobody has to claim. */
  readonly isPaid: boolean;
}

/** From here on the group counts as told. */
export async function takeNewWins(
  context: Context<Lottery>,
  { id, terms, told }: LotteryOf,
): Promise<NewWins> {
  const { tx, text } = context;
  const rows: Line[] = [];
  const mention: Member[] = [];
  const wins = await newWins(tx, { lottery: id, told });
  const count = wins.reduce((sum, one) => sum + one.count, 0);
  const limit = Math.min(MOST_NAMES, Math.ceil(MOST_LOOKED_UP / Math.max(1, wins.length)));
  for (const { prize, count: n, first } of wins) {
    const who = await newWinners(tx, { lottery: id, prize, first, limit });
    const shown = await names(context, who, n);
    rows.push(text('winners', { prize: terms.prizes[prize]?.name ?? '', n, names: shown }));
    if (count <= MOST_MENTIONS) mention.push(...(await membersOf(context, who)));
  }
  await noteTold(tx, { id, told: Math.max(told, ...wins.map(({ last }) => last)) });
  const isPoints = wins.map(({ prize }) => terms.prizes[prize]?.points !== undefined);
  const [isPaid, isClaimed] = [isPoints.includes(true), isPoints.includes(false)];
  return { count, line: lines(...rows), mention, isClaimed, isPaid };
}

async function membersOf(
  { tx }: Context<Lottery>,
  ids: readonly (Member['id'] | null)[],
): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const id of ids) {
    const found = id === null ? undefined : await tx.people.find(id);
    if (found) members.push(found);
  }
  return members;
}

/** What those who have won must do, and what they need not. */
export function claimLine(
  { text }: Context<Lottery>,
  { terms: { claimDays, claiming } }: LotteryOf,
  { isClaimed, isPaid }: Pick<NewWins, 'isClaimed' | 'isPaid'>,
): Line {
  return lines(
    isClaimed && claimDays > 0 ? text('claimWithin', { n: claimDays }) : undefined,
    isClaimed && claiming !== undefined ? text('showClaiming', { claiming }) : undefined,
    isPaid ? text('pointsPaid') : undefined,
  );
}
