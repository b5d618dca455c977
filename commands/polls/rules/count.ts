/** Counting (计票): sums of each option, and the instant run-off of ranked polls. Pure. */
import type { Ballot } from './ballot.ts';

/** Equal ballots and how many there are of them. */
export interface Bundle {
  readonly ballot: Ballot;
  readonly count: number;
}

/** How many ballots hold each option; the first option's sum comes first. */
export function sumsOf(bundles: readonly Bundle[], options: number): readonly number[] {
  const sums = Array.from({ length: options }, () => 0);
  for (const { ballot, count } of bundles) {
    for (const option of ballot) sums[option - 1] = (sums[option - 1] ?? 0) + count;
  }
  return sums;
}

/** The options with the highest sum; none when nobody cast a ballot. */
export function leaders(sums: readonly number[]): readonly number[] {
  const most = Math.max(0, ...sums);
  return most === 0 ? [] : sums.flatMap((sum, index) => (sum === most ? [index + 1] : []));
}

export interface Round {
  /** First choices among the options that are still in, by option. */
  readonly sums: ReadonlyMap<number, number>;
  /** Ballots that name none of them. */
  readonly exhausted: number;
  /** Who leaves after this round; undefined in the last. */
  readonly out: number | undefined;
  /** Others had as few, in this round and in those before: the one listed last leaves. */
  readonly isTie: boolean;
}

export interface RunOff {
  readonly rounds: readonly Round[];
  /** One; several when all that are left have the same sum; none without ballots. */
  readonly winners: readonly number[];
}

/**
 * Instant run-off (排序投票): each ballot counts for the first of its options that is still in. Whoever
 * has more than half of what counts has won; until then the option with the fewest leaves, of equal
 * ones that which had fewer in the round before, and at last that which is listed last.
 */
export function instantRunOff(bundles: readonly Bundle[], options: number): RunOff {
  const rounds: Round[] = [];
  let still = Array.from({ length: options }, (_, index) => index + 1);
  for (;;) {
    const { sums, exhausted } = firstChoices(bundles, still);
    const winners = winnersIn(sums);
    if (winners) {
      rounds.push({ sums, exhausted, out: undefined, isTie: false });
      return { rounds, winners };
    }
    const { out, isTie } = weakest(sums, rounds);
    rounds.push({ sums, exhausted, out, isTie });
    still = still.filter((option) => option !== out);
  }
}

function firstChoices(bundles: readonly Bundle[], still: readonly number[]) {
  const sums = new Map(still.map((option) => [option, 0]));
  let exhausted = 0;
  for (const { ballot, count } of bundles) {
    const first = ballot.find((option) => sums.has(option));
    if (first === undefined) exhausted += count;
    else sums.set(first, (sums.get(first) ?? 0) + count);
  }
  return { sums, exhausted };
}

/** @returns undefined when another round is needed */
function winnersIn(sums: ReadonlyMap<number, number>): readonly number[] | undefined {
  const counted = [...sums.values()].reduce((all, sum) => all + sum, 0);
  if (counted === 0) return [];
  const ahead = [...sums].filter(([, sum]) => sum * 2 > counted).map(([option]) => option);
  if (ahead.length > 0) return ahead;
  const isEven = new Set(sums.values()).size === 1;
  return isEven ? [...sums.keys()] : undefined;
}

function weakest(
  sums: ReadonlyMap<number, number>,
  rounds: readonly Round[],
): { readonly out: number; readonly isTie: boolean } {
  let fewest = withFewest([...sums.keys()], sums);
  for (const earlier of rounds.toReversed()) fewest = withFewest(fewest, earlier.sums);
  return { out: Math.max(...fewest), isTie: fewest.length > 1 };
}

function withFewest(among: readonly number[], sums: ReadonlyMap<number, number>) {
  const least = Math.min(...among.map((option) => sums.get(option) ?? 0));
  return among.filter((option) => (sums.get(option) ?? 0) === least);
}
