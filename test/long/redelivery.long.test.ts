import { expect, test } from 'vitest';
import { endure } from '../redelivery.ts';

test('100,000 messages, each one to five times, over 20 restarts, count once', async () => {
  const seed = String(Date.now());
  const ended = await endure({ seed, messages: 100_000, restarts: 20 });
  expect(ended.complaints, `seed ${seed}`).toEqual([]);
  expect(ended.stored, `seed ${seed}`).toEqual(ended.wanted);
});
