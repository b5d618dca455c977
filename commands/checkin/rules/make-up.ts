/** Make-up days (补签): which days can be made up, and what one costs. */
import { addDays, type Day } from '#kit';
import type { Settings } from '../settings.ts';
import { type Growth, growthBy, type History, inCycle, type Kind } from './streak.ts';

export interface MakeUpFacts {
  readonly today: Day;
  /** The member's first day in the community: nobody makes up what was before it. */
  readonly firstDay: Day;
  readonly history: History;
  /** How many make-ups there were in the calendar month of `today`. */
  readonly usedThisMonth: number;
  readonly cards: number;
  /** Undefined where points are switched off: then only a card pays. */
  readonly balance: number | undefined;
}

/** What a make-up takes; a card goes before points. */
export type Price =
  | { readonly by: 'card'; readonly cards: number }
  | { readonly by: 'points'; readonly points: number; readonly balance: number }
  | { readonly by: 'nothing' };

export interface Ready {
  readonly kind: 'ready';
  readonly price: Price;
  /** The streak that earns bonuses. */
  readonly growth: Growth;
}

export type Refusal =
  | { readonly kind: 'off' }
  | { readonly kind: 'notPast' }
  | { readonly kind: 'tooOld'; readonly lastDays: number }
  | { readonly kind: 'beforeFirstDay' }
  | { readonly kind: 'covered'; readonly by: Kind }
  | { readonly kind: 'usedUp'; readonly perMonth: number }
  | { readonly kind: 'noCard' }
  | { readonly kind: 'short'; readonly missing: number; readonly price: number };

export type MakeUpOutcome = Ready | Refusal;

export function decideMakeUp(
  facts: MakeUpFacts & { readonly day: Day },
  limits: Pick<Settings, 'makeUp' | 'cycle'>,
): MakeUpOutcome {
  const { day, history } = facts;
  const { price, perMonth, lastDays } = limits.makeUp;
  if (perMonth === 0) return { kind: 'off' };
  if (day >= facts.today) return { kind: 'notPast' };
  if (day < addDays(facts.today, -lastDays)) return { kind: 'tooOld', lastDays };
  if (day < facts.firstDay) return { kind: 'beforeFirstDay' };
  const covered = history.find((other) => other.day === day);
  if (covered !== undefined) return { kind: 'covered', by: covered.kind };
  if (facts.usedThisMonth >= perMonth) return { kind: 'usedUp', perMonth };
  const asked = priceOf(facts, price);
  if ('kind' in asked) return asked;
  const growth = growthBy(day, inCycle(history, { day, cycle: limits.cycle }));
  return { kind: 'ready', price: asked, growth };
}

function priceOf({ cards, balance }: MakeUpFacts, points: number): Price | Unpaid {
  if (points === 0) return { by: 'nothing' };
  if (cards > 0) return { by: 'card', cards };
  if (balance === undefined) return { kind: 'noCard' };
  if (balance < points) return { kind: 'short', missing: points - balance, price: points };
  return { by: 'points', points, balance };
}

type Unpaid = Extract<Refusal, { kind: 'noCard' | 'short' }>;

/** Days that can be made up as far as the calendar goes, oldest first. */
export function missingDays(
  { today, firstDay, history }: MakeUpFacts,
  { lastDays }: Settings['makeUp'],
): readonly Day[] {
  const covered = new Set(history.map(({ day }) => day));
  return Array.from({ length: lastDays }, (_, index) => addDays(today, index - lastDays)).filter(
    (day) => day >= firstDay && !covered.has(day),
  );
}
