import { expect, test } from 'vitest';
import { backUpOnline } from '../online-backups.ts';
import { sizeOfRun } from './size-of-run.ts';

test('100 backups during 200 writes a second are all sound', async () => {
  const { n: backups } = sizeOfRun(100);
  const after = await backUpOnline({ backups, writesPerSecond: 200 });
  process.stdout.write(`online backups: ${JSON.stringify({ backups, ...after })}\n`);
  expect(after.problems).toEqual([]);
});
