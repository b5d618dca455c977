/** Counting by the book: sums, the instant run-off, and what must hold for any ballots. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bundle, instantRunOff, leaders, sumsOf } from './count.ts';

const [MEMPHIS, NASHVILLE, KNOXVILLE, CHATTANOOGA] = [1, 2, 3, 4];

/** The capital of Tennessee: the worked example of most textbooks on voting. */
const TENNESSEE: readonly Bundle[] = [
  { ballot: [MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE], count: 42 },
  { ballot: [NASHVILLE, CHATTANOOGA, KNOXVILLE, MEMPHIS], count: 26 },
  { ballot: [CHATTANOOGA, KNOXVILLE, NASHVILLE, MEMPHIS], count: 15 },
  { ballot: [KNOXVILLE, CHATTANOOGA, NASHVILLE, MEMPHIS], count: 17 },
];

test('the capital of Tennessee is Knoxville after three rounds, as published', () => {
  const { rounds, winners } = instantRunOff(TENNESSEE, 4);
  expect(rounds.map(({ sums, out }) => [[...sums.values()], out])).toEqual([
    [[42, 26, 17, 15], CHATTANOOGA],
    [[42, 26, 32], NASHVILLE],
    [[42, 58], undefined],
  ]);
  expect(winners).toEqual([KNOXVILLE]);
});

describe('the run-off', () => {
  test('ends at once when one option has more than half', () => {
    const { rounds, winners } = instantRunOff(
      [
        { ballot: [2, 1], count: 3 },
        { ballot: [1], count: 2 },
      ],
      3,
    );
    expect([rounds.length, winners]).toEqual([1, [2]]);
  });

  test('calls it equal when all that are left have the same', () => {
    const even: readonly Bundle[] = [
      { ballot: [1], count: 2 },
      { ballot: [2], count: 2 },
    ];
    expect(instantRunOff(even, 2).winners).toEqual([1, 2]);
    expect(instantRunOff([], 2).winners).toEqual([]);
  });

  test('looks back to the round before when two have as few, and then to the list', () => {
    const { rounds, winners } = instantRunOff(
      [
        { ballot: [1], count: 5 },
        { ballot: [2], count: 4 },
        { ballot: [3], count: 3 },
        { ballot: [4, 3], count: 1 },
      ],
      4,
    );
    expect(rounds.map(({ out, isTie }) => [out, isTie])).toEqual([
      [4, false],
      [3, false],
      [undefined, false],
    ]);
    expect(winners).toEqual([1]);
    const even = [1, 2, 3].map((option) => ({ ballot: [option], count: option === 1 ? 3 : 2 }));
    expect(instantRunOff(even, 3).rounds[0]).toMatchObject({ out: 3, isTie: true });
  });

  test('leaves ballots aside that name nobody who is still in', () => {
    const { rounds } = instantRunOff(
      [
        { ballot: [1], count: 4 },
        { ballot: [2], count: 4 },
        { ballot: [3], count: 1 },
      ],
      3,
    );
    expect(rounds[1]).toMatchObject({ exhausted: 1 });
  });
});

const OPTIONS = 5;
const ballot = fc.subarray([1, 2, 3, 4, 5], { minLength: 1 }).chain((options) => {
  return fc.shuffledSubarray(options, { minLength: options.length });
});
const bundles = fc.array(fc.record({ ballot, count: fc.integer({ min: 1, max: 40 }) }));

test('in every round each ballot counts once or is set aside, and one option leaves at most', () => {
  fc.assert(
    fc.property(bundles, (given) => {
      const all = given.reduce((sum, { count }) => sum + count, 0);
      const { rounds, winners } = instantRunOff(given, OPTIONS);
      for (const [index, { sums, exhausted }] of rounds.entries()) {
        expect([...sums.values()].reduce((sum, one) => sum + one, exhausted)).toBe(all);
        expect(sums.size).toBe(OPTIONS - index);
      }
      expect(winners.length > 0).toBe(all > 0);
      const last = rounds.at(-1)?.sums;
      expect(winners.every((winner) => last?.has(winner))).toBe(true);
    }),
  );
});

test('it makes no difference in which order or how bundled ballots are counted', () => {
  fc.assert(
    fc.property(bundles, (given) => {
      const singly = given.flatMap(({ ballot: one, count }) =>
        Array.from({ length: count }, () => ({ ballot: one, count: 1 })),
      );
      const turned = [...singly].reverse();
      expect(instantRunOff(turned, OPTIONS)).toEqual(instantRunOff(given, OPTIONS));
      expect(sumsOf(turned, OPTIONS)).toEqual(sumsOf(given, OPTIONS));
    }),
  );
});

test('whoever is first on more than half of the ballots wins', () => {
  fc.assert(
    fc.property(bundles, (given) => {
      const all = given.reduce((sum, { count }) => sum + count, 0);
      const firsts = sumsOf(
        given.map(({ ballot: one, count }) => ({ ballot: one.slice(0, 1), count })),
        OPTIONS,
      );
      const [leader = 0] = leaders(firsts);
      if ((firsts[leader - 1] ?? 0) * 2 > all) {
        expect(instantRunOff(given, OPTIONS).winners).toEqual([leader]);
      }
    }),
  );
});
