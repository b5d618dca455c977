/** What quiet hours (免打扰) are called and say; what can be set belongs to the community. */
import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'attention',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Base = typeof base;
