/** What managers can set for invitations (邀请). Each field stands alone. */
import * as z from 'zod';

/** More for one friend is a slip of the finger. */
const MOST_OF_FRIEND = 10_000;
const MOST_OF_TIER = 100_000;
const MOST_DAYS = 90;
/** Points that a campaign may pay in all. */
export const MOST_BUDGET = 10_000_000;

const tiers = z
  .array(
    z.strictObject({
      friends: z.int().min(1).max(10_000),
      points: z.int().min(0).max(MOST_OF_TIER).default(0),
      prize: z.string().trim().min(1).max(40).optional().describe('something beside points'),
    }),
  )
  .max(10)
  .refine((all) => new Set(all.map(({ friends }) => friends)).size === all.length, {
    error: 'each number of friends only once',
  });

const burst = z.strictObject({
  most: z.int().min(0).max(1_000).default(8).describe('so many at once are usual; 0: never held'),
  withinMinutes: z.int().min(1).max(1_440).default(60).describe('within this time'),
  mostOfDay: z.int().min(0).max(10_000).default(20).describe('so many in 24 hours; 0: never held'),
});

export const settings = z.object({
  reward: z.int().min(0).max(MOST_OF_FRIEND).default(20).describe('points for a friend who stays'),
  stayDays: z.int().min(0).max(MOST_DAYS).default(3).describe('days that a friend must stay'),
  talkDays: z
    .int()
    .min(0)
    .max(MOST_DAYS)
    .default(3)
    .describe('days on which a friend must say something'),
  claimDays: z
    .int()
    .min(1)
    .max(MOST_DAYS)
    .default(7)
    .describe('days within which a newcomer can say who invited them'),
  tiers: tiers
    .default([
      { friends: 3, points: 30 },
      { friends: 5, points: 60 },
      { friends: 10, points: 150 },
    ])
    .describe('bonuses for a number of friends, once each: friends, points, prize'),
  askNewcomers: z
    .boolean()
    .default(true)
    .describe('whether newcomers are asked who invited them when the platform does not say'),
  burst: burst
    .prefault({})
    .describe('more newcomers of one inviter are held for review: most, withinMinutes, mostOfDay'),
  managerBudget: z
    .int()
    .min(0)
    .max(MOST_BUDGET)
    .default(10_000)
    .describe('most points of a campaign that a manager may start; more takes an admin'),
});

export type Settings = z.output<typeof settings>;
