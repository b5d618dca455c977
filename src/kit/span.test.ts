import { expect, test } from 'vitest';
import { seconds } from '#kit';

test('a bot that waits 32.142 s before it connects again does not fall over', () => {
  expect(seconds(32.142)).toBe(32_142);
});

test('every whole millisecond up to two minutes can be said in seconds', () => {
  for (let ms = 0; ms <= 120_000; ms += 1) {
    if (seconds(ms / 1_000) !== ms) expect.fail(`${ms} ms`);
  }
});

test('less than a millisecond is no span', () => {
  expect(() => seconds(0.0005)).toThrow('not a span');
});
