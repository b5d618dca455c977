/** What scheduled pushes (定时推送) are called, what can be set and what they say. */
import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'schedule',
  settings: z.object({
    most: z
      .number()
      .int()
      .min(1)
      .max(200)
      .default(50)
      .describe('most schedules at once in a community'),
    groupName: z
      .string()
      .max(40)
      .default('')
      .meta({
        description: 'what {群名} says in pushes; unless set, what the platform calls the group',
        examples: ['读书群'],
      }),
    approval: z
      .boolean()
      .default(false)
      .describe('whether a second manager must approve what is scheduled'),
  }),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Base = typeof base;
