/** Rankings that take long are done in a thread, so that nobody waits for an answer meanwhile. */
import { expect, test } from 'vitest';
import { fairDraws } from '../src/fair-draw/draws.ts';
import { rankList } from '../src/fair-draw/hash.ts';

test('while 866 entrants with 1,000 tickets each are ranked, others have their answers', async () => {
  const code = (index: number) => index.toString(16).padStart(20, '0');
  const entrants = Array.from({ length: 866 }, (_, index) => [code(index), 1_000]);
  const order = { list: JSON.stringify({ entrants }), randomness: undefined, count: 3 };
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const ranked = await fairDraws().rank({ ...order, seed: 'ab'.repeat(32) });
  clearInterval(watch);
  expect(ranked).toHaveLength(3);
  // The whole takes seconds; a machine that is busy otherwise lets this thread wait, too.
  expect(longest).toBeLessThan(700);
});

test('a short list is ranked the same at once as beside the answers', async () => {
  const few = { entrants: [['a'.repeat(20), 1_000]] };
  const many = {
    entrants: [
      ['a'.repeat(20), 1_000],
      ['b'.repeat(20), 1],
    ],
  };
  for (const list of [few, many]) {
    const order = {
      list: JSON.stringify(list),
      seed: 'cd'.repeat(32),
      randomness: undefined,
      count: 2,
    };
    expect(await fairDraws().rank(order)).toEqual(rankList(order));
  }
});
