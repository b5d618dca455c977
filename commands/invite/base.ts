/** What invitations (邀请) are called, what can be set, what they say; handlers are typed by it. */
import { describe } from '#kit';
import { settings } from './settings.ts';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

export const base = describe({
  name: 'invite',
  settings,
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

export type Base = typeof base;
