import { expect, test } from 'vitest';
import { openScratched } from '../flipped-bytes.ts';
import { sizeOfRun } from './size-of-run.ts';

test('500 copies with changed bytes: none starts on balances that are not the real ones', async () => {
  const { n: copies, seed } = sizeOfRun(500);
  const found = await openScratched({ seed, copies });
  process.stdout.write(`flipped bytes, seed ${seed}: ${JSON.stringify(found)}\n`);
  expect(found.fooled, `seed ${seed}`).toEqual([]);
  expect(found.stumbled, `seed ${seed}`).toEqual([]);
});
