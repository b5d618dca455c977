import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

const item = (lane: string, number: number, weight = 1) => ({ lane, weight, number, isTalk: true });
const command = (lane: string, number: number) => ({ ...item(lane, number, 8), isTalk: false });

test('what waits in one group is taken in the order in which it was said', () => {
  const lanes = new Lanes<ReturnType<typeof item>>();
  for (let number = 0; number < 5; number += 1) lanes.add(item('g1', number));
  expect(lanes.take(10).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
  expect(lanes.count).toBe(0);
});

test('a flood in one group does not keep another group waiting for its end', () => {
  const lanes = new Lanes<ReturnType<typeof item>>();
  for (let number = 0; number < 1_000; number += 1) lanes.add(item('loud', number));
  lanes.add(item('calm', 1_000));
  expect(lanes.take(10).some(({ lane }) => lane === 'calm')).toBe(true);
});

test('no group waits for ever although more groups are loud than a batch has room for', () => {
  const lanes = new Lanes<ReturnType<typeof item>>();
  for (let number = 0; number < 100; number += 1) {
    for (let loud = 0; loud < 20; loud += 1) lanes.add(item(`loud ${loud}`, number));
  }
  lanes.add(item('calm', 0));
  const taken = [...lanes.take(10), ...lanes.take(10), ...lanes.take(10)];
  expect(taken.map(({ lane }) => lane)).toContain('calm');
});

test('an item heavier than a whole batch is taken alone, never left behind', () => {
  const lanes = new Lanes<ReturnType<typeof item>>();
  lanes.add(item('g1', 0, 100));
  lanes.add(item('g1', 1));
  expect(lanes.take(10)).toHaveLength(1);
  expect(lanes.take(10)).toHaveLength(1);
});

test('who waits for an answer is taken with what else was said in that group, and nothing else', () => {
  const lanes = new Lanes<ReturnType<typeof item>>();
  lanes.add(item('busy', 0));
  lanes.add(item('asked', 1));
  lanes.add(command('asked', 2));
  lanes.add(item('asked', 3));
  lanes.add(item('busy', 4));
  expect(lanes.isAwaited).toBe(true);
  expect(lanes.take(100, 'awaited').map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(lanes.isAwaited).toBe(false);
  expect(lanes.take(100, 'awaited')).toEqual([]);
  expect(lanes.take(100).map(({ number }) => number)).toEqual([0, 4]);
});

test('law: every item is taken once, and each group keeps its order', () => {
  const arrivals = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 }), fc.boolean()),
  );
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 20 }), (given, most) => {
      const lanes = new Lanes<ReturnType<typeof item>>();
      for (const [index, [lane, weight, isTalk]] of given.entries()) {
        lanes.add({ ...item(lane, index, weight), isTalk });
      }
      const taken: ReturnType<typeof item>[] = [];
      while (lanes.isAwaited) taken.push(...lanes.take(most, 'awaited'));
      expect(taken.length).toBe(given.length - lanes.count);
      expect(new Set(taken.map(({ lane }) => lane)).size).toBeLessThanOrEqual(
        new Set(given.filter(([, , isTalk]) => !isTalk).map(([lane]) => lane)).size,
      );
      while (lanes.count > 0) taken.push(...lanes.take(most));
      expect(taken.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([
        ...given.keys(),
      ]);
      for (const lane of ['a', 'b', 'c']) {
        const own = taken.filter((other) => other.lane === lane).map(({ number }) => number);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    }),
  );
});
