import { expect, test } from 'vitest';
import { killUpdates } from '../killed-migration.ts';
import { sizeOfRun } from './size-of-run.ts';

const MOST_MS = 60_000;

test('an update of 1,000,000 ledger entries, killed at 100 points, is never half done', async () => {
  const { n: kills, seed } = sizeOfRun(100);
  const after = await killUpdates({ seed, kills, entries: 1_000_000 });
  process.stdout.write(`killed updates, seed ${seed}: ${JSON.stringify(after)}\n`);
  expect(after.problems, `seed ${seed}`).toEqual([]);
  expect(after.wholeMs).toBeLessThanOrEqual(MOST_MS);
});
