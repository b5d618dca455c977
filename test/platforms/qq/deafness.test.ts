import { describe, expect, test } from 'vitest';
import { minutes } from '#kit';
import { DEAFNESSES, deafen, WAYS } from './deafness.ts';

describe.for(WAYS)('over %s', (way) => {
  const all = Object.keys(DEAFNESSES).filter((name) => way !== 'http' || !name.includes('cut'));
  test.for(all)('%s is found within two minutes, and the link comes back', async (deafness) => {
    const found = await deafen({ way, deafness, calm: minutes(2) });
    expect(found.afterSeconds, deafness).toBeLessThanOrEqual(120);
    expect(found.isBack).toBe(true);
  });
});
