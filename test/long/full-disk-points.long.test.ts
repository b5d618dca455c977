import { expect, test } from 'vitest';
import { fullFile } from '../full-disk/disks.ts';
import { canHaveDisk, fillRealDisk } from '../full-disk/real-disk.ts';
import { type AfterFull, fillDisk } from '../full-disk-points.ts';
import { sizeOfRun } from './size-of-run.ts';

const { n: points, seed } = sizeOfRun(200);

function judge(what: string, after: AfterFull): void {
  process.stdout.write(`${what}, seed ${seed}: ${JSON.stringify({ points, ...after })}\n`);
  expect(after.problems, `seed ${seed}`).toEqual([]);
  expect(after.toldMs).toBeLessThanOrEqual(60_000);
}

test('a file that may not grow at 200 random points costs nothing that was acknowledged', async () => {
  judge('full file', await fillDisk({ seed, points, disk: fullFile }));
});

test.runIf(canHaveDisk())('nor does a real disk that is full at 200 random points', () => {
  judge('full disk', fillRealDisk({ seed, points }));
});
