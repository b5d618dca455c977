/** What a lottery (抽奖) promises: its prizes, who may enter, how and when it is drawn. */
import * as z from 'zod';
import { conditionShape, instantOf, MOST_OF_PRIZE, MOST_POINTS, MOST_PRIZES } from '#kit';

/** One kind of prize. */
const prize = z.object({
  name: z.string(),
  quantity: z.int().min(1).max(MOST_OF_PRIZE),
  /** Points are paid by themselves and need not be claimed. */
  points: z.int().min(1).max(MOST_POINTS).optional(),
  /** Market price of one, in fen (0.01 CNY); unknown unless said. */
  priceFen: z.int().min(0).optional(),
});

const when = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), at: z.number().transform(instantOf) }),
  z.object({ kind: z.literal('full'), entrants: z.int().min(1) }),
  z.object({ kind: z.literal('byHand') }),
]);

const bonus = z.object({ condition: conditionShape, tickets: z.int().min(1) });

export const termsShape = z.object({
  title: z.string(),
  prizes: z.array(prize).min(1).max(MOST_PRIZES),
  when,
  /** What members say to enter; nothing: the usual words. */
  word: z.string().optional(),
  /** Points that an entry costs; 0: free. */
  price: z.int().min(0),
  condition: conditionShape.optional(),
  /** More tickets for whoever fulfils a condition. */
  bonuses: z.array(bonus),
  /** Most tickets of one member. */
  mostTickets: z.int().min(1),
  /** Points for everybody who wins nothing. */
  consolation: z.int().min(0),
  /** Days in which a winner has to claim; 0: no need to. */
  claimDays: z.int().min(0),
  /** How a prize is handed over. */
  claiming: z.string().optional(),
  organiser: z.string().optional(),
  contact: z.string().optional(),
});

export type Terms = z.output<typeof termsShape>;
export type Prize = Terms['prizes'][number];
export type When = Terms['when'];
export type Bonus = Terms['bonuses'][number];

/** How many single prizes there are. */
export function prizeCount({ prizes }: Pick<Terms, 'prizes'>): number {
  return prizes.reduce((sum, { quantity }) => sum + quantity, 0);
}
