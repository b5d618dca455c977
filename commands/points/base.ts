/** What points (积分) are called, what can be set about them, and what they say. */
import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

/** A longer wait between messages that count would pay one message a day. */
const LONGEST_WAIT_SECONDS = 86_400;
/** A message is worth little; more is a slip of the finger that makes all points worth nothing. */
const MOST_OF_MESSAGE = 1_000;
const MOST_OF_TALK_A_DAY = 10_000;
/** What moves by hand may be large, yet not so large that one slip could not be made good. */
const MOST_BY_HAND = 1_000_000;

const settings = z.object({
  chatPoints: amount(1, MOST_OF_MESSAGE).describe(
    'points for a message that counts; 0: talk earns nothing',
  ),
  everySeconds: z
    .number()
    .int()
    .min(0)
    .max(LONGEST_WAIT_SECONDS)
    .default(60)
    .describe('least seconds between two messages that count'),
  dailyCap: amount(10, MOST_OF_TALK_A_DAY).describe(
    'most points that talk earns a member in a day',
  ),
  giveOn: z.boolean().default(false).describe('whether members may give points to each other'),
  giveSmallest: amount(1).describe('fewest points that can be given at once'),
  giveDailyMost: amount(100).describe('most points that a member may give in a day'),
  managerMost: amount(1_000).describe('most points that a manager may add or take at once'),
  managerDaily: amount(10_000).describe('most points that a manager may add and take in a day'),
  secondManagerAbove: amount(500).describe('above this a second manager has to agree'),
});

export const base = describe({
  name: 'points',
  settings,
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Base = typeof base;

function amount(byDefault: number, most = MOST_BY_HAND) {
  return z.number().int().min(0).max(most).default(byDefault);
}
