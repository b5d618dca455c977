/** What leaderboards (排行榜) are called, and what they say. */
import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

/** More lines than this do not fit on a phone. */
const LONGEST_BOARD = 30;

export const base = describe({
  name: 'leaderboard',
  settings: z.object({
    shown: z
      .number()
      .int()
      .min(1)
      .max(LONGEST_BOARD)
      .default(10)
      .describe('how many members a leaderboard shows'),
  }),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Base = typeof base;
