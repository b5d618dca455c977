import { expect, test } from 'vitest';
import { fullFile } from './full-disk/disks.ts';
import { canHaveDisk, fillRealDisk } from './full-disk/real-disk.ts';
import { fillDisk } from './full-disk-points.ts';

test('a file that may not grow at 20 random points costs nothing that was acknowledged', async () => {
  const { problems, refused, toldMs } = await fillDisk({
    seed: 'full',
    points: 20,
    disk: fullFile,
  });
  expect(problems).toEqual([]);
  expect(refused).toBeGreaterThanOrEqual(20);
  expect(toldMs).toBeLessThanOrEqual(60_000);
});

test.runIf(canHaveDisk())('nor does a real disk that is full at 10 random points', () => {
  const { problems, refused, toldMs } = fillRealDisk({ seed: 'full', points: 10 });
  expect(problems).toEqual([]);
  expect(refused).toBeGreaterThanOrEqual(10);
  expect(toldMs).toBeLessThanOrEqual(60_000);
});
