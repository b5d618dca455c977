/** What `qunli connect` says, in every language. */
import { type Catalogue, type Language, type Text, textIn } from '#kit';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export const catalogue: Catalogue<typeof zhCN> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

export type ConnectText = Text<typeof zhCN>;

export function connectText(language: Language): ConnectText {
  return textIn(catalogue, language);
}
