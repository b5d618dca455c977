import { expect, test } from 'vitest';
import { openScratched } from './flipped-bytes.ts';

test('no copy with changed bytes starts on balances that are not the real ones', async () => {
  const found = await openScratched({ seed: 'flipped', copies: 50, entries: 300 });
  expect(found.fooled).toEqual([]);
  expect(found.stumbled).toEqual([]);
  expect(found.refused).toBeGreaterThan(0);
});

test('nor does one whose books are longer than what a start looks at entry by entry', async () => {
  const found = await openScratched({ seed: 'long', copies: 25, entries: 5_500 });
  expect(found.fooled).toEqual([]);
  expect(found.stumbled).toEqual([]);
  expect(found.refused).toBeGreaterThan(0);
});
