/** What tags (标签) are called and what they say; there is nothing to set. */
import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'tags',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Base = typeof base;
