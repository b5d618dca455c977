/** Which bonuses (奖励) a check-in earns beside the points of the day. */
import type { Settings } from '../settings.ts';
import type { Growth } from './streak.ts';

export interface Bonus {
  /** For days in a row, or for the number of all check-in days. */
  readonly kind: 'milestone' | 'total';
  readonly days: number;
  readonly points: number;
  readonly cards: number;
}

export interface Earning {
  /** The streak within the cycle, before and after. */
  readonly growth: Growth;
  /** All check-in days of the member, this one included. */
  readonly total: number;
}

/**
 * A milestone is earned by the check-in with which a streak reaches it. A streak only ever grows or
 * joins another, so within one streak that happens once; when two streaks are joined, what the
 * longer one had reached is not reached again. A streak that breaks and comes again earns again.
 */
export function bonusesFor(
  { growth, total }: Earning,
  { milestones, totals }: Pick<Settings, 'milestones' | 'totals'>,
): readonly Bonus[] {
  const reached = milestones
    .filter(({ streak }) => growth.before < streak && streak <= growth.after)
    .sort((a, b) => a.streak - b.streak)
    .map(({ streak, ...reward }): Bonus => ({ kind: 'milestone', days: streak, ...reward }));
  const complete = totals
    .filter(({ days }) => days === total)
    .map((bonus): Bonus => ({ kind: 'total', cards: 0, ...bonus }));
  return [...reached, ...complete];
}

/** The next milestone of a streak, if one is left. */
export function nextMilestone(
  streak: number,
  { milestones }: Pick<Settings, 'milestones'>,
): Settings['milestones'][number] | undefined {
  return milestones
    .filter((milestone) => milestone.streak > streak)
    .sort((a, b) => a.streak - b.streak)[0];
}
