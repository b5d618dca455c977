/**
 * Folding of typed words: full width, case, `_` for `-` (menus of some platforms cannot write it)
 * and simplified/traditional make no difference. Only words are folded; what members say is never
 * changed.
 */

import { plainWord } from '#kit';

/** Turns a typed word into the form in which words are looked up. */
export type Fold = (typed: string) => string;

/**
 * Learns simplified/traditional pairs from the words themselves: the same command's word in zh-CN
 * and zh-TW, character by character. No dictionary is needed, and mixed spellings work too.
 * @param pairs words of equal length that mean the same
 */
export function foldWith(
  pairs: readonly (readonly [simplified: string, traditional: string])[],
): Fold {
  const simplified = new Map<string, string>();
  for (const [one, other] of pairs) {
    const from = [...other];
    const to = [...one];
    if (from.length !== to.length) continue;
    for (const [index, character] of from.entries()) {
      const target = to[index];
      if (target !== undefined && target !== character) simplified.set(character, target);
    }
  }
  return (typed) => {
    const plain = plainWord(typed).replaceAll('_', '-');
    return simplified.size === 0 ? plain : replaceEach(plain, simplified);
  };
}

function replaceEach(text: string, by: ReadonlyMap<string, string>): string {
  let folded = '';
  for (const character of text) folded += by.get(character) ?? character;
  return folded;
}
