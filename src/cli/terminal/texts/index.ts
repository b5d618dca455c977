/** The terminal's own phrases in every language. */
import { type Catalogue, type Language, type Text, textIn } from '#kit';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export const catalogue: Catalogue<typeof zhCN> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** A command of the terminal itself, by what it does. */
export type OwnCommand = keyof typeof zhCN.commands;

/** Everything the terminal says in one language. */
export interface Words {
  readonly language: Language;
  readonly text: Text<typeof zhCN>;
  readonly labels: Readonly<Record<keyof typeof zhCN.labels, string>>;
  readonly commands: (typeof catalogue)['en']['commands'];
}

export function ownWordsIn(language: Language): Words {
  const { labels, commands } = catalogue[language];
  return { language, text: textIn(catalogue, language), labels, commands };
}
