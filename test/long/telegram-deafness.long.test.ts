/** `npm run test:long -- telegram-deafness`; `N` and `SEED` change it. */
import { expect, test } from 'vitest';
import { minutes, seconds, seededRandom } from '#kit';
import { deafen, WAYS } from '../platforms/telegram/deafness.ts';
import { sizeOfRun } from './size-of-run.ts';

test('200 deaf states of Telegram are all found within two minutes', async () => {
  const { n, seed } = sizeOfRun(200);
  const chance = seededRandom(seed, 'deafness');
  for (let turn = 0; turn < n; turn += 1) {
    const way = chance.pick(['polling', 'webhook'] as const);
    const deafness = chance.pick(Object.keys(WAYS[way]));
    const calm = seconds(chance.int(0, minutes(10)) / 1_000);
    const found = await deafen({ way, deafness, calm });
    expect(found, `${way}, ${deafness}, seed ${seed}`).toMatchObject({ isBack: true });
    expect(found.afterSeconds).toBeLessThanOrEqual(120);
  }
});
