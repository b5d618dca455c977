/**
 * The skeleton of a name: what is left of it when everything is put aside that the eye does not
 * tell apart. Two names with one skeleton may pass for each other; a skeleton is never shown, and
 * like the name itself it identifies nobody.
 */
import { LOOK_ALIKES } from './look-alikes.ts';
import { remember } from './memo.ts';

/** In UTF-16 units; of a longer name nobody reads the rest. A bound on work. */
const LONGEST_READ = 200;
/** Names are compared whenever somebody speaks. */
const MOST_REMEMBERED = 5_000;

/** Blanks, punctuation, signs and emoji decorate a name; the rest is drawn as nothing. */
const DECORATION = new RegExp(
  [
    '[\\p{Z}\\p{P}\\p{S}\\p{Me}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}]',
    '[\\u115f\\u1160\\u3164\\uffa0]',
    '\\u034f|\\u17b4|\\u17b5|[\\u180b-\\u180f]|[\\ufe00-\\ufe0f]',
  ].join('|'),
  'gu',
);
/** Accents on letters that can be read without them. */
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
/** What cannot be told apart once case is put aside, and letters that pass for another together. */
const ALIKE: readonly (readonly [from: RegExp, to: string])[] = [
  [/[1i|]/g, 'l'],
  [/0/g, 'o'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];

/** @returns the same for names that look the same; empty for a name without any letter or digit */
export function skeletonOf(name: string): string {
  return read(name.slice(0, LONGEST_READ)).skeleton;
}

const read = remember(MOST_REMEMBERED, (name: string): { skeleton: string } => {
  const plain = lookedUp(name.normalize('NFKC')).replace(DECORATION, '');
  const bare = plain.normalize('NFD').replace(ACCENTED, '$1').normalize('NFC').toLowerCase();
  const skeleton = ALIKE.reduce((text, [from, to]) => text.replace(from, to), lookedUp(bare));
  return { skeleton };
});

function lookedUp(text: string): string {
  let found = '';
  for (const character of text) found += LOOK_ALIKES.get(character) ?? character;
  return found;
}
