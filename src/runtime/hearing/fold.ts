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
  const traditional = anyOf([...simplified.keys()]);
  return (typed) => {
    const plain = plainWord(typed).replaceAll('_', '-');
    return plain.replace(traditional, (character) => simplified.get(character) ?? character);
  };
}

/** Written as numbers, so that none of them means anything to the pattern. */
function anyOf(characters: readonly string[]): RegExp {
  const points = characters.map((one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
  return new RegExp(`[${points.join('')}]`, 'gu');
}
