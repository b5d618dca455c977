import { expect, test } from 'vitest';
import { isLogThere, live } from '../attention-month.ts';
import { sizeOfRun } from './size-of-run.ts';

test.runIf(isLogThere)(
  'in a month of 50 groups with 20 campaigns each the rules hold',
  async () => {
    const { n, seed } = sizeOfRun(50);
    const lived = await live({ groups: n, days: 30, oneIn: 1, seed });
    expect(lived.complaints, `seed ${seed}`).toEqual([]);
    // Every rule has had something to do.
    for (const state of ['sent', 'suppressed', 'merged']) {
      expect(lived.counts.get(state) ?? 0, `${state}, seed ${seed}`).toBeGreaterThan(n);
    }
  },
);
