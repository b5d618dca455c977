/** Whether people leave because of what is pushed. Pure. */

/** So many pushes are looked at, and so many of them must have driven members away. */
export const LOOKED_AT = 5;
const DRIVEN_BY = 2;
/** Fewer who leave in an hour may be chance. */
const LEAST_LEAVES = 3;
/** So many times what is usual. */
const TIMES_USUAL = 3;

export interface Leaves {
  /** How many left in the hour after each of the latest pushes, newest first. */
  readonly afterPushes: readonly number[];
  /** How many leave in any other hour, on average. */
  readonly usual: number;
}

/** @returns how many left after the pushes that drove them away; undefined when none did so */
export function drivenAway({ afterPushes, usual }: Leaves): number | undefined {
  const least = Math.max(LEAST_LEAVES, TIMES_USUAL * usual);
  const driving = afterPushes.slice(0, LOOKED_AT).filter((leaves) => leaves >= least);
  // Of an old misfortune managers have heard before.
  const isNew = (afterPushes[0] ?? 0) >= least;
  if (!isNew || driving.length < DRIVEN_BY) return undefined;
  return driving.reduce((sum, leaves) => sum + leaves, 0);
}
