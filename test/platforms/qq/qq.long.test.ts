/** The long runs of the QQ platform: `npm run test:long -- qq`; `N` and `SEED` change them. */
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { minutes, seconds, seededRandom } from '#kit';
import { sizeOfRun } from '../../long/size-of-run.ts';
import { DEAFNESSES, deafen, WAYS } from './deafness.ts';
import { endure as endureCuts } from './reconnects.ts';
import { endure as endureAgain } from './redelivered.ts';
import { besiege } from './reverse-door.ts';

test('every message one to five times, over 20 restarts, 1,000 with the id of another', async () => {
  const { n, seed } = sizeOfRun(100_000);
  const ordeal = { seed, messages: n, collisions: Math.ceil(n / 100), restarts: 20 };
  const ended = await endureAgain(ordeal);
  expect(ended.complaints, `seed ${seed}`).toEqual([]);
  expect(ended.stored, `seed ${seed}`).toEqual(ended.wanted);
});

test.for(['forward', 'reverse'] as const)('a line that is cut 1,000 times (%s)', async (way) => {
  setFlagsFromString('--expose-gc');
  const { n } = sizeOfRun(1_000);
  const ended = await endureCuts({ way, cuts: n });
  expect(ended.sockets).toBe(1);
  expect(ended.messages[0]).toBe(ended.messages[1]);
  expect(ended.checkIns[0]).toBe(ended.checkIns[1]);
  expect(ended.heapGrowthMiB).toBeLessThan(20);
});

test('10,000 forged requests: none is taken', async () => {
  const { n, seed } = sizeOfRun(10_000);
  const { statuses, taken, isStillConnected } = await besiege(seed, n);
  expect(Object.keys(statuses).sort(), `seed ${seed}`).toEqual(['401', '403']);
  expect(taken).toBe(1);
  expect(isStillConnected).toBe(true);
});

test('200 deaf states are all found within two minutes', async () => {
  const { n, seed } = sizeOfRun(200);
  const chance = seededRandom(seed, 'deafness');
  for (let turn = 0; turn < n; turn += 1) {
    const way = chance.pick(WAYS);
    const deafness = chance.pick(
      Object.keys(DEAFNESSES).filter((name) => way !== 'http' || !name.includes('cut')),
    );
    const calm = seconds(chance.int(0, minutes(10)) / 1_000);
    const found = await deafen({ way, deafness, calm });
    expect(found, `${way}, ${deafness}, seed ${seed}`).toMatchObject({ isBack: true });
    expect(found.afterSeconds).toBeLessThanOrEqual(120);
  }
});
