import { expect, test } from 'vitest';
import { jump } from '../clock-jumps.ts';

test('over 10,000 jumps of the clock a daily duty comes once a day and never early', async () => {
  const seed = String(Date.now());
  const { rings, logged } = await jump({ seed, jumps: 10_000 });
  const slots = rings.map(({ plannedFor }) => plannedFor);
  expect(logged, `seed ${seed}`).toEqual([]);
  expect(slots.length).toBeGreaterThan(1_000);
  expect(slots, `seed ${seed}`).toEqual([...new Set(slots)].sort((a, b) => a - b));
  expect(
    rings.filter(({ plannedFor, rangAt }) => rangAt < plannedFor),
    `seed ${seed}`,
  ).toEqual([]);
});
