import { expect, test } from 'vitest';
import { tearLog } from './torn-wal.ts';

test('after a power cut the books are as they once were, with all that was acknowledged', async () => {
  const after = await tearLog({ seed: 'torn', cuts: 100 });
  expect(after.problems).toEqual([]);
  expect(after.untouched).toBeLessThan(50);
});
