/** Deadlines that fell into a downtime, and how much of a time was missed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extendedDeadline, sharedWith } from './downtime.ts';
import { instantOf } from './instant.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const period = (from: number, to: number) => ({ from: instantOf(from), to: instantOf(to) });
/** In minutes after the downtime began. */
const moved = (deadline: number, length: number) => {
  const found = extendedDeadline(instantOf(deadline * MINUTE), period(0, length * MINUTE));
  return found === undefined ? undefined : found / MINUTE;
};

test.each([
  [-1, 180, undefined, 'it was over before'],
  [0, 180, 360, 'as long again as the bot was away'],
  [180, 180, 360, 'at the end of it'],
  [210, 180, 360, 'half an hour after it'],
  [211, 180, undefined, 'there was time enough'],
  [60, 8 * 1_440, 8 * 1_440 + 720, 'at most twelve hours'],
  [35, 10, undefined, 'it never comes earlier'],
])('a deadline at minute %d of %d becomes %s: %s', (...[deadline, length, expected]) => {
  expect(moved(deadline, length)).toBe(expected);
});

test('asked a second time, a deadline that was moved stays where it is', () => {
  const lengths = fc.integer({ min: 10, max: 20_000 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 0, max: 20_030 }), (length, deadline) => {
      const once = moved(deadline, length);
      if (once === undefined) return;
      expect(once).toBeGreaterThan(deadline);
      expect(moved(once, length)).toBeUndefined();
    }),
    { seed: 6, numRuns: 500 },
  );
});

test('what several downtimes share is missed once', () => {
  const away = [period(2 * HOUR, 5 * HOUR), period(HOUR, 3 * HOUR), period(9 * HOUR, 20 * HOUR)];
  expect(sharedWith(period(0, 10 * HOUR), away)).toBe(5 * HOUR);
  expect(sharedWith(period(6 * HOUR, 8 * HOUR), away)).toBe(0);
});
