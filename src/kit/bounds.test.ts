/** Bounds of what comes from outside. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import { listUpTo, textUpTo } from './bounds.ts';

test('what only calls itself long is no text and no list, and nothing is thrown at the line', () => {
  const strange = JSON.parse('{ "length": { "valueOf": 1, "toString": 1 } }');
  expect(textUpTo(3).safeParse(strange).success).toBe(false);
  expect(listUpTo(z.string(), 3).safeParse(strange).success).toBe(false);
});

test('a text and a list may be as long as they may be, and no longer', () => {
  expect(textUpTo(3).safeParse('签到了').success).toBe(true);
  expect(textUpTo(3).safeParse('签到了吗').success).toBe(false);
  expect(listUpTo(z.string(), 2).safeParse(['a', 'b']).success).toBe(true);
  expect(listUpTo(z.string(), 2).safeParse(['a', 'b', 'c']).success).toBe(false);
});
