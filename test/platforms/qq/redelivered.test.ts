import { expect, test } from 'vitest';
import { endure } from './redelivered.ts';

test('messages that come up to five times count once, and none is taken for another', async () => {
  const ended = await endure({ seed: 'qq', messages: 1_000, collisions: 20, restarts: 3 });
  expect(ended.complaints).toEqual([]);
  expect(ended.stored).toEqual(ended.wanted);
  expect(ended.deliveries).toBeGreaterThan(2_000);
});
