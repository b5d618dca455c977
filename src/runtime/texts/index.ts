/** The runtime's own phrases in every language. */
import { type Catalogue, type Language, type Substitutes, type Text, textIn } from '#kit';
import type { Notes } from '../sending/doubts.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

/** All languages; a test reads them. */
export const catalogue: Catalogue<typeof zhCN> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** The runtime's word for a code, such as a role; undefined for codes that it does not know. */
export function coreLabel(language: Language, code: string): string | undefined {
  const labels: Readonly<Record<string, string>> = catalogue[language].labels;
  return labels[code];
}

/** The runtime's texts in one language. */
export function coreText(language: Language): Text<typeof zhCN> {
  return textIn(catalogue, language);
}

/** What goes with what may not have arrived. */
export function notesIn(language: Language): Notes {
  const text = coreText(language);
  return { gap: text('gapNote'), unfinished: text('unfinishedNote'), poll: text('pollNote') };
}

/** What stands for a picture or file where a platform cannot carry it. */
export function substitutesIn(language: Language): Substitutes {
  const text = coreText(language);
  return { image: text('imageInstead'), file: text('fileInstead') };
}
