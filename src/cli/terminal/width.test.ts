import { expect, test } from 'vitest';
import { padTo, widthOf } from './width.ts';

test.for<[string, number]>([
  ['', 0],
  ['abc', 3],
  ['小明', 4],
  ['小明A', 5],
  ['「签到」', 8],
  ['ｗｉｄｅ', 8],
  ['한국', 4],
  ['ありがとう', 10],
  ['👍', 2],
  ['👨‍👩‍👧', 2],
  ['é', 1],
  ['ñ', 1],
  ['›', 1],
  ['𠮷', 2],
])('«%s» takes %d columns', ([text, width]) => {
  expect(widthOf(text)).toBe(width);
});

test('a name that is too long for its column is left as it is', () => {
  expect(padTo('小明', 6)).toBe('小明  ');
  expect(padTo('一个很长的名字', 6)).toBe('一个很长的名字');
});
