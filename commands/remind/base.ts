/** What the bot's own reminders (每日提醒) are called, what can be set and what they say. */
import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'remind',
  settings: z.object({
    mostTopics: z
      .int()
      .min(1)
      .max(500)
      .default(100)
      .describe('most topics that may be kept in a group'),
  }),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Remind = typeof base;
