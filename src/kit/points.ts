/** Points (积分) are whole numbers, typed by people in many ways and read in exactly one. */
import type { Brand } from './brand.ts';

/** A positive whole number of points, at most {@link MOST_POINTS}. */
export type Points = Brand<number, 'Points'>;

/** Most points one entry may move; keeps every sum far below 2^53. */
export const MOST_POINTS = 1_000_000_000;

/**
 * Reads an amount as typed. Only plain ASCII digits without a leading zero count: `1e9`, `１０`,
 * `+5`, `1.0` and `1,000` are refused rather than guessed, because this is as good as money.
 */
export function parsePoints(text: string): Points | undefined {
  if (!/^[1-9][0-9]{0,9}$/.test(text)) return undefined;
  const value = Number(text);
  return isPoints(value) ? value : undefined;
}

/** Tells whether a number is an amount one entry may move (before its sign). */
export function isPoints(value: number): value is Points {
  return Number.isSafeInteger(value) && value >= 1 && value <= MOST_POINTS;
}
