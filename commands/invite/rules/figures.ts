/** What an inviter has (邀请成绩): counts, what they come to, and tiers. Pure. */
import type { Settings } from '../settings.ts';
import type { State } from './judge.ts';

export type Counts = Readonly<Record<State, number>>;

export const NONE: Counts = { pending: 0, valid: 0, left: 0, rejected: 0, held: 0 };

/** Those who stay and those who may, less those who left or did not count. */
export function netOf({ valid, pending, left, rejected }: Counts): number {
  return valid + pending - left - rejected;
}

export type Tier = Settings['tiers'][number];

export interface Reached {
  readonly friends: number;
}

/** Tiers that are reached and not held yet, smallest first. */
export function newTiers(
  tiers: readonly Tier[],
  { valid, held }: { readonly valid: number; readonly held: readonly Reached[] },
): readonly Tier[] {
  return tiers
    .filter(({ friends }) => friends <= valid && !held.some((one) => one.friends === friends))
    .toSorted((a, b) => a.friends - b.friends);
}

/** The next tier, and how many friends are missing. */
export function nextTier(
  tiers: readonly Tier[],
  valid: number,
): { readonly tier: Tier; readonly missing: number } | undefined {
  const [tier] = tiers
    .filter(({ friends }) => friends > valid)
    .toSorted((a, b) => a.friends - b.friends);
  return tier && { tier, missing: tier.friends - valid };
}

/** How often a tier was reached before; 0 for never. Accounts that parted leave gaps. */
export function lastRound(
  tiers: readonly (Reached & { readonly round: number })[],
  friends: number,
): number {
  const alike = tiers.filter((tier) => tier.friends === friends);
  return Math.max(0, ...alike.map(({ round }) => round));
}
