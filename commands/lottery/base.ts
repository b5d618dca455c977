/** What a lottery (抽奖) is called, what can be set and what it says. */
import * as z from 'zod';
import { describe } from '#kit';
import { PRESETS } from './rules/preset.ts';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

/** More is a slip of the finger that makes all points worth nothing. */
const MOST_POINTS_GIVEN = 1_000_000;
const MOST_CONSOLATION = 1_000;

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
  remindMinutes: z
    .int()
    .min(0)
    .max(1_440)
    .default(60)
    .describe('minutes before a lottery closes at which it is announced again; 0 for never'),
  pointsMost: z
    .int()
    .min(0)
    .max(MOST_POINTS_GIVEN)
    .default(1_000)
    .describe('most points that the prizes of a lottery may come to'),
  consolationMost: z
    .int()
    .min(0)
    .max(MOST_CONSOLATION)
    .default(5)
    .describe('most points of consolation for one member'),
});

export const base = describe({
  name: 'lottery',
  settings,
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Lottery = typeof base;
