/**
 * A second, simple idea of what a command is, to compare the program with: the whole message is one
 * of the words that the features list, or it begins with `/` and such a word. It shares no line
 * with the parser.
 */
import { type Feature, LANGUAGES } from '#kit';
import type { Happened } from './real-log.ts';

/** The numbers of the messages that are commands. */
export function commandsIn(
  log: readonly Happened[],
  features: readonly Feature[],
): ReadonlySet<number> {
  const words = new Set(features.flatMap(wordsOf).map(bare));
  const isCommand = (text: string): boolean => {
    const typed = text.trim().toLowerCase();
    const first = typed.split(/\s/)[0] ?? '';
    return words.has(bare(typed)) || (typed.startsWith('/') && words.has(bare(first)));
  };
  const found = log.filter(({ type, text }) => type === 'message' && isCommand(text));
  return new Set(found.map(({ message }) => message));
}

function wordsOf({ phrases }: Feature): readonly string[] {
  return LANGUAGES.flatMap((language) =>
    Object.values(phrases[language].commands).flatMap(({ words }) => words),
  );
}

/** Without the slash, the joints of a word, and the marks that people put behind it. */
function bare(typed: string): string {
  return typed
    .replace(/^\//, '')
    .replace(/[-_ ]/g, '')
    .replace(/[.!~]+$/, '');
}
