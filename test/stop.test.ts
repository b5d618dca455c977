import { expect, test } from 'vitest';
import { stopUnderLoad } from './stop-under-load.ts';

test('a bot that is stopped under load and started again has said and counted the same', {
  timeout: 120_000,
}, async () => {
  const outcome = await stopUnderLoad({ stops: 2, events: 250, seed: 'planned' });
  expect(outcome.problems).toEqual([]);
  expect(outcome.stops).toBe(2);
  expect(outcome.longestMs).toBeLessThan(10_000);
});
