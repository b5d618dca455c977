import { expect, test } from 'vitest';
import { stopUnderLoad } from './stop-under-load.ts';

test('a hundred planned restarts under load leave nothing in doubt', async () => {
  const outcome = await stopUnderLoad({ stops: 100, events: 2_000, seed: 'hundred' });
  expect(outcome.problems).toEqual([]);
  expect(outcome.stops).toBe(100);
  expect(outcome.longestMs).toBeLessThan(10_000);
});
