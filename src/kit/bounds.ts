/**
 * Bounds of what comes from outside. Not zod's `.max`: it measures also what is no text and no list
 * at all, and throws at JSON such as `{ "length": { "valueOf": 1, "toString": 1 } }`.
 */
import * as z from 'zod';

/** @param most UTF-16 units */
export function textUpTo(most: number) {
  return z.string().refine(({ length }) => length <= most, `is longer than ${most} characters`);
}

/** @param most how many */
export function listUpTo<T extends z.ZodType>(one: T, most: number) {
  return z.array(one).refine(({ length }) => length <= most, `has more than ${most}`);
}
