import { expect, test } from 'vitest';
import { remember } from './memo.ts';

test('an answer is asked for once, until so many others came that it made room', () => {
  const asked: number[] = [];
  const square = remember(2, (value: number) => {
    asked.push(value);
    return { square: value * value };
  });
  expect(square(3)).toEqual({ square: 9 });
  expect(square(3)).toBe(square(3));
  expect(asked).toEqual([3]);

  [4, 5].map(square);
  expect(square(4)).toEqual({ square: 16 });
  expect(asked).toEqual([3, 4, 5]);
  expect(square(3)).toEqual({ square: 9 });
  expect(asked).toEqual([3, 4, 5, 3]);
});
