/** Many campaigns compete for the attention of real groups, and nobody hears too much. */
import { expect, test } from 'vitest';
import { isLogThere, live } from './attention-month.ts';

const title = isLogThere ? '' : ' (left out: ../shared/data/ubuntu-irc.jsonl.gz is not here)';

test.runIf(isLogThere)(
  `in a week of six groups no campaign gets past the rules, and each push has an end${title}`,
  async () => {
    const lived = await live({ groups: 6, days: 7, oneIn: 4, seed: 'week' });
    expect(lived.complaints).toEqual([]);
    for (const state of ['sent', 'suppressed', 'merged']) {
      expect(lived.counts.get(state) ?? 0, state).toBeGreaterThan(10);
    }
  },
  60_000,
);
