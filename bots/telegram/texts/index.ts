/** What the operator reads of a Telegram account, in every language. */
import { type Catalogue, type Language, type Text, textIn } from '#kit';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export const catalogue: Catalogue<typeof zhCN> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

export function telegramText(language: Language): Text<typeof zhCN> {
  return textIn(catalogue, language);
}
