import { expect, test } from 'vitest';
import { killUpdates } from './killed-migration.ts';

test('an update that is killed leaves the old database or the new one', {
  timeout: 120_000,
}, async () => {
  const after = await killUpdates({ seed: 'migration', kills: 4, entries: 2_000 });
  expect(after.problems).toEqual([]);
  expect(after.old + after.updated).toBe(4);
});
