/** What communities (社群) of several groups are called and say; there is nothing to set. */

import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'groups',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Base = typeof base;
