/** Fair draws at full size. `N=100 SEED=7 npm run test:long -- fair-draw` makes it smaller. */
import { expect, test } from 'vitest';
import { forgedVerdicts, honestVerdicts, unevenness } from '../fair-draw/trials.ts';
import { sizeOfRun } from './size-of-run.ts';

const MOST_ENTRANTS = 100_000;
const SEEDS = 20;

test('1,000 of 1,000 draws are recomputed by two verifiers that share no code with the bot', async () => {
  const { n, seed } = sizeOfRun(1_000);
  const found = await honestVerdicts({ draws: n, most: MOST_ENTRANTS, seed });
  expect(found, `seed ${seed}`).toEqual({ draws: n, wrong: [] });
});

test('1,000 of 1,000 forged receipts are refused by all three', async () => {
  const { n, seed } = sizeOfRun(1_000);
  const { taken } = await forgedVerdicts({ draws: n, most: 5_000, seed });
  expect(taken, `seed ${seed}`).toEqual([]);
});

test.each([2, 3, 7, 10, 1_000])(
  'over 1,000,000 draws among %i each wins as often as the others, on 20 seeds',
  (entrants) => {
    const { n } = sizeOfRun(1_000_000);
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const p = unevenness({ entrants, draws: n / SEEDS, seed: `${seed}` });
      expect(p, `seed ${seed}`).toBeGreaterThan(0.001);
    }
  },
);
