import { expect, test } from 'vitest';
import { endure } from './redelivery.ts';

test('messages that come up to five times, shuffled, over restarts, count once', async () => {
  const ended = await endure({ seed: 'redelivery', messages: 1_000, restarts: 4 });
  expect(ended.complaints).toEqual([]);
  expect(ended.stored).toEqual(ended.wanted);
  expect(ended.deliveries).toBeGreaterThan(2_000);
});
