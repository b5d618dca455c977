import { describe, expect, test } from 'vitest';
import { addDays, type Day, minuteOfDay, parseDay } from '#kit';
import { bestTime, type HourOfTalk } from './best-time.ts';

const FIRST = parseDay('2026-03-01') ?? expect.unreachable();
const nights = { quietFrom: minuteOfDay(22 * 60 + 30), quietUntil: minuteOfDay(8 * 60) };

/** So many days on which the same is said at the same hours. */
function days(count: number, talk: Readonly<Record<number, number>>): readonly HourOfTalk[] {
  const each: readonly Day[] = Array.from({ length: count }, (_, n) => addDays(FIRST, n));
  const hours = Object.entries(talk);
  return each.flatMap((day) =>
    hours.map(([hour, messages]) => ({ day, hour: Number(hour), messages })),
  );
}

describe('a group reacts most', () => {
  test.each([
    ['at eight in the evening, as long as there is less than a week to learn from', 6, { 12: 9 }],
    ['at eight, too, when it only talks at night', 28, { 2: 90, 23: 50 }],
    ['at eight, when it has never said a word', 0, {}],
  ])('%s', (_, count, talk) => {
    expect(bestTime(days(count, talk), nights)).toEqual({ minute: 20 * 60, isLearnt: false });
  });

  test.each([
    ['when most is said', { 9: 3, 12: 9, 21: 8 }, 12],
    ['at the earlier of two hours that are alike', { 21: 5, 11: 5 }, 11],
    ['by day, though more is said at night', { 1: 99, 22: 99, 21: 1 }, 21],
  ])('%s', (_, talk, hour) => {
    expect(bestTime(days(7, talk), nights)).toEqual({ minute: hour * 60, isLearnt: true });
  });

  test('never in its quiet hours', () => {
    const noon = { quietFrom: minuteOfDay(12 * 60), quietUntil: minuteOfDay(14 * 60) };
    expect(bestTime(days(7, { 12: 9, 13: 9, 18: 2 }), noon).minute).toBe(18 * 60);
  });
});
