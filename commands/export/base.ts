/** What the export (导出) is called and what it says. */
import * as z from 'zod';
import { describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'export',
  settings: z.object({}),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});
