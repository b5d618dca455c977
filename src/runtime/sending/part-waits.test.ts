/** The parts of a long text keep the pace as messages do. */
import { expect, test } from 'vitest';
import { instantOf, milliseconds, seconds, seededRandom } from '#kit';
import { TimeWorld } from '../../../test/time-world.ts';
import { Pacer } from './pacer.ts';
import { PartWaits } from './part-waits.ts';

const turn = (): Promise<void> => new Promise((go) => setImmediate(go));

test('each part waits for the gap behind the one before, and so does what others say meanwhile', async () => {
  const time = new TimeWorld(instantOf(1_772_326_800_000));
  const gap = { from: seconds(3), to: seconds(6) };
  const limits = [{ scope: 'account', most: 4, per: seconds(60) }] as const;
  const pacer = new Pacer({ gap, limits }, seededRandom('parts', 'test'));
  const waits = new PartWaits({ clock: time, timers: time, pacer });
  const start = time.now();
  pacer.note('g:1', start);
  const left: number[] = [];
  const parts = (async () => {
    for (let part = 0; part < 4; part += 1) {
      await waits.untilAllowed('g:1');
      left.push(time.now() - start);
    }
  })();
  await turn();
  expect(pacer.laneFrom('g:2', time.now())).toBeGreaterThanOrEqual(start + 6_000);
  await time.pass(milliseconds(120_000), turn);
  await parts;
  const gaps = left.map((at, index) => at - (left[index - 1] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
  expect(left.at(-1), 'the fifth in a minute').toBeGreaterThanOrEqual(60_000);
});
