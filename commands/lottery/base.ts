/** What a lottery (抽奖) is called, what can be set and what it says. */
import * as z from 'zod';
import { describe } from '#kit';
import { PRESETS } from './rules/preset.ts';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

const settings = z.object({
  preset: z
    .enum(PRESETS)
    .default('auto')
    .describe('disclosure that the law of a country asks for: auto, china or none'),
  // The hash of the list has to be read by the group at least a minute before the number is known.
  delaySeconds: z
    .int()
    .min(90)
    .max(3_600)
    .default(180)
    .describe('seconds from the closing of the list to the public number that draws'),
});

export const base = describe({
  name: 'lottery',
  settings,
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Lottery = typeof base;
