import { describe, expect, test } from 'vitest';
import { settings } from './settings.ts';

test('every setting has a value of its own and a word of explanation', () => {
  expect(settings.parse({})).toEqual({
    points: 5,
    randomExtra: 0,
    windows: [],
    cycle: 'none',
    milestones: [
      { streak: 7, points: 20, cards: 1 },
      { streak: 30, points: 100, cards: 3 },
    ],
    totals: [{ days: 100, points: 200 }],
    makeUp: { price: 20, perMonth: 3, lastDays: 7 },
    leave: { perMonth: 7, mostDays: 7 },
    mergeAnswers: { afterMany: 3, withinSeconds: 10, collectSeconds: 5 },
  });
  for (const field of Object.values(settings.shape)) expect(field.description).toMatch(/^\w/);
});

test('part of a setting may be left out', () => {
  expect(settings.parse({ makeUp: { price: 0 } }).makeUp).toEqual({
    price: 0,
    perMonth: 3,
    lastDays: 7,
  });
});

describe('a setting is refused', () => {
  test.each([
    ['points', -1],
    ['points', 1.5],
    ['points', 400_000],
    ['randomExtra', 10_001],
    ['milestones', [{ streak: 1, points: 1_000_000 }]],
    ['windows', ['25:00-26:00']],
    ['windows', ['06:00-07:00', '08:00-09:00', '10:00-11:00', '12:00-13:00']],
    ['cycle', 'year'],
    ['milestones', [{ streak: 7 }]],
    ['milestones', [{ streak: 0, points: 1 }]],
    [
      'milestones',
      [
        { streak: 7, points: 1 },
        { streak: 7, points: 2 },
      ],
    ],
    ['totals', [{ days: 100, points: 0 }]],
    ['makeUp', { prise: 1 }],
    ['makeUp', { lastDays: 0 }],
    ['leave', { perMonth: 32 }],
    ['mergeAnswers', { withinSeconds: 0 }],
  ])('%s = %j', (field, value) => {
    expect(settings.safeParse({ [field]: value }).success).toBe(false);
  });
});
