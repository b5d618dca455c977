/** What managers can set for polls (投票). Each field stands alone: none needs another to be set. */
import * as z from 'zod';
import { LONGEST_DAYS } from './rules/deadline.ts';

const HOURS_PER_DAY = 24;

export const settings = z.object({
  openedBy: z
    .enum(['member', 'helper', 'manager'])
    .default('member')
    .describe('the least role that may open a poll'),
  mostOpen: z.int().min(1).max(20).default(5).describe('how many polls may be open in one group'),
  hours: z
    .int()
    .min(1)
    .max(LONGEST_DAYS * HOURS_PER_DAY)
    .default(72)
    .describe('how many hours a poll is open unless its deadline is given'),
  remindMinutes: z
    .int()
    .min(0)
    .max(1_440)
    .default(60)
    .describe('how many minutes before its end a poll is announced again; 0 for never'),
  collectSeconds: z
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('ballots within so many seconds are answered together'),
});
