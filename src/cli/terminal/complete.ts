/** What the Tab key offers. Pure. */
import type { Feature, Language } from '#kit';
import { wordsIn } from '../../runtime/registry.ts';
import { ownWords } from './typed.ts';

export interface Completable {
  /** Words that the bot understands, those to show first. */
  readonly commands: readonly string[];
  /** Names of members who are known. */
  readonly names: readonly string[];
}

/** @returns the possible endings and the part of the line that they replace */
export function complete(line: string, { commands, names }: Completable): [string[], string] {
  const name = NAMED.exec(line)?.[1];
  if (name !== undefined) return [beginningWith(name, names), name];
  const mention = MENTION.exec(line)?.[1];
  if (mention !== undefined) {
    const mentions = names.map((known) => `@${known} `);
    return [beginningWith(mention, mentions), mention];
  }
  if (/\s/u.test(line)) return [[], line];
  const slashed = [...ownWords, ...commands].map((word) => `/${word}`);
  return [beginningWith(line, line.startsWith('/') ? slashed : commands), line];
}

/** `/as `, `/join X by `: what follows is a name. */
const NAMED = /^\/(?:as|leave|join)\s+(?:.*\sby\s+)?(\S*)$/u;
const MENTION = /(?:^|\s)(@\S*)$/u;

function beginningWith(start: string, all: readonly string[]): string[] {
  const folded = start.toLowerCase();
  return [...new Set(all)].filter((word) => word.toLowerCase().startsWith(folded));
}

/** What members can type, in their language and in English; the words to show come first. */
export function commandWords(features: readonly Feature[], language: Language): readonly string[] {
  const ways = features.flatMap((feature) =>
    Object.entries(feature.commands ?? {})
      .filter(([, { isQuiet }]) => !isQuiet)
      .map(([key]) => ({ own: wordsIn(feature, key, language), en: wordsIn(feature, key, 'en') })),
  );
  const shown = ways.flatMap(({ own }) => own.slice(0, 1));
  const others = ways.flatMap(({ own, en }) => [...own.slice(1), ...en]);
  return [...new Set([...shown, ...others])];
}
