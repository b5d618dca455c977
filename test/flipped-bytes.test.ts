import { expect, test } from 'vitest';
import { openScratched } from './flipped-bytes.ts';

test('no copy with changed bytes starts on balances that are not the real ones', async () => {
  const found = await openScratched({ seed: 'flipped', copies: 50 });
  expect(found.fooled).toEqual([]);
  expect(found.stumbled).toEqual([]);
  expect(found.refused).toBeGreaterThan(0);
});
