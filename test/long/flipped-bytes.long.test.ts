import { expect, test } from 'vitest';
import { openScratched } from '../flipped-bytes.ts';
import { sizeOfRun } from './size-of-run.ts';

/** Short books, and books longer than what a start looks at entry by entry. */
test.for([300, 12_000])(
  '500 copies of %d entries with changed bytes: none starts on balances that are not the real ones',
  async (entries) => {
    const { n: copies, seed } = sizeOfRun(500);
    const found = await openScratched({ seed, copies, entries });
    process.stdout.write(`flipped bytes, ${entries}, seed ${seed}: ${JSON.stringify(found)}\n`);
    expect(found.fooled, `seed ${seed}`).toEqual([]);
    expect(found.stumbled, `seed ${seed}`).toEqual([]);
  },
);
