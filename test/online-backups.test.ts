import { expect, test } from 'vitest';
import { backUpOnline } from './online-backups.ts';

test('a backup made while points are moved is sound and of a moment that was', async () => {
  const after = await backUpOnline({ backups: 2, writesPerSecond: 200 });
  expect(after.problems).toEqual([]);
  expect(after.writes).toBeGreaterThan(10);
});
