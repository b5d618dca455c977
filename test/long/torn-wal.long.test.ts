import { expect, test } from 'vitest';
import { tearLog } from '../torn-wal.ts';
import { sizeOfRun } from './size-of-run.ts';

test('5,000 cut or garbled logs: every one opens and has all that was acknowledged', async () => {
  const { n: cuts, seed } = sizeOfRun(5_000);
  const after = await tearLog({ seed, cuts });
  process.stdout.write(`torn logs, seed ${seed}: ${cuts} cuts, ${after.untouched} lost nothing\n`);
  expect(after.problems, `seed ${seed}`).toEqual([]);
});
