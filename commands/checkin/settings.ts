/**
 * What managers can set for check-in (签到). Each field stands alone: none needs another to be set.
 */

import * as z from 'zod';
import { parseOpening } from './rules/opening.ts';

/** Ten years; no streak that anybody waits for is longer. */
const MOST_DAYS = 3_650;
/** A leave, a look back and a month's allowance all fit into a month. */
const DAYS_OF_MONTH = 31;

/** More in one day is a slip of the finger: it would make everybody's points worth nothing. */
const MOST_OF_DAY = 10_000;
/** A bonus comes seldom, and even the largest is worth a season of days. */
const MOST_OF_BONUS = 100_000;

const ofDay = z.int().min(0).max(MOST_OF_DAY);
const bonus = z.int().min(0).max(MOST_OF_BONUS);
const daysOfMonth = z.int().min(0).max(DAYS_OF_MONTH);
const secondsOfMinute = z.int().min(1).max(60);

const windows = z
  .array(
    z
      .string()
      .refine((text) => parseOpening(text) !== undefined, 'not a time span such as 06:00-09:00'),
  )
  .max(3);

const milestones = z
  .array(
    z
      .strictObject({
        streak: z.int().min(1).max(MOST_DAYS),
        points: bonus.default(0),
        cards: z.int().min(0).max(100).default(0).describe('make-up cards'),
      })
      .refine(({ points, cards }) => points + cards > 0, 'a bonus of points or cards'),
  )
  .max(20)
  .refine((all) => isDistinct(all.map(({ streak }) => streak)), 'each streak only once');

const totals = z
  .array(z.strictObject({ days: z.int().min(1).max(MOST_DAYS), points: bonus.min(1) }))
  .max(20)
  .refine((all) => isDistinct(all.map(({ days }) => days)), 'each number of days only once');

const makeUp = z.strictObject({
  price: bonus.default(20).describe('points for a day when there is no card'),
  perMonth: daysOfMonth.default(3).describe('days that a member may make up in a month; 0: off'),
  lastDays: daysOfMonth.min(1).default(7).describe('how many days back'),
});

const leave = z.strictObject({
  perMonth: daysOfMonth.default(7).describe('leave days in a month; 0: off'),
  mostDays: daysOfMonth.default(7).describe('leave days at once; 0: off'),
});

const mergeAnswers = z.strictObject({
  afterMany: z.int().min(0).max(100).default(3).describe('so many are answered alone; 0: all are'),
  withinSeconds: secondsOfMinute.default(10).describe('within this time they are many'),
  collectSeconds: secondsOfMinute.default(5).describe('how long answers are collected'),
});

export const settings = z.object({
  points: ofDay.default(5).describe('points for a check-in'),
  randomExtra: ofDay.default(0).describe('up to so many points more, by chance'),
  windows: windows.default([]).meta({
    description: 'when check-in is open, up to three spans such as 06:00-09:00; none: all day',
    examples: [['07:00-09:00', '20:00-22:00']],
  }),
  cycle: z
    .enum(['none', 'week', 'month'])
    .default('none')
    .describe('when the streak that earns bonuses begins anew: none, week or month'),
  milestones: milestones
    .default([
      { streak: 7, points: 20, cards: 1 },
      { streak: 30, points: 100, cards: 3 },
    ])
    .describe('bonuses of a streak, once in each: streak, points, cards'),
  totals: totals
    .default([{ days: 100, points: 200 }])
    .describe('bonuses for the number of all check-in days, once each: days, points'),
  makeUp: makeUp.prefault({}).describe('make-up days: price, perMonth, lastDays'),
  leave: leave.prefault({}).describe('leave of absence: perMonth, mostDays'),
  mergeAnswers: mergeAnswers
    .prefault({})
    .describe('answers to many at once as one message: afterMany, withinSeconds, collectSeconds'),
});

export type Settings = z.output<typeof settings>;

function isDistinct(values: readonly number[]): boolean {
  return new Set(values).size === values.length;
}
