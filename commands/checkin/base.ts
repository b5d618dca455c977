/** What check-in (签到) is called, what can be set and what it says; its handlers are typed by it. */
import { describe } from '#kit';
import { settings } from './settings.ts';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'checkin',
  settings,
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type CheckIn = typeof base;
