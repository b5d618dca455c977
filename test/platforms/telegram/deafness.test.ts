/** No Telegram link is up and deaf for more than two minutes, whatever it has fallen silent by. */
import { describe, expect, test } from 'vitest';
import { seconds } from '#kit';
import { deafen, WAYS } from './deafness.ts';

describe.for(['polling', 'webhook'] as const)('over %s', (way) => {
  test.concurrent.for(Object.keys(WAYS[way]))(
    '%s is found within two minutes, and the link comes back',
    async (deafness) => {
      const found = await deafen({ way, deafness, calm: seconds(30) });
      expect(found).toEqual({ afterSeconds: expect.any(Number), isBack: true });
      expect(found.afterSeconds).toBeLessThanOrEqual(120);
    },
  );
});
