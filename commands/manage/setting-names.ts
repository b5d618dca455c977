/**
 * Finds settings by what people call them: the words that stand in «设置», in any language, a part of
 * these, or the row itself as it was copied. Keys are not looked for here.
 */
import { type House, LANGUAGES, plainWord } from '#kit';
import { ownerOf, rowsOf, titleOfRow } from './setting-rows.ts';

export interface Named {
  /** Keys, the nearest first; several when it is not clear which is meant. */
  readonly keys: readonly string[];
  /** The new value; empty when there is none. */
  readonly typed: string;
}

interface Known {
  readonly key: string;
  readonly names: readonly string[];
}

/** A shorter part of a name stands in too many of them, and in talk. */
const LEAST_PART = 3;
/** As {@link LEAST_PART}, of letters; one word of a language with blanks is not enough. */
const LEAST_LETTERS = 8;

/** Words that mean the same; the names of settings have the second. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/每日|一天/gu, '每天'],
  [/上限/gu, '最多'],
  [/下限|最少/gu, '至少'],
  [/\b(?:daily|per day)\b/gu, 'a day'],
  [/\b(?:max|maximum)\b/gu, 'most'],
  [/\b(?:min|minimum)\b/gu, 'least'],
];

/**
 * @param typed a name, and behind it the value
 * @param owner only settings of this feature; of all unless given
 */
export function namedIn(
  house: House,
  { typed, owner }: { readonly typed: string; readonly owner?: string | undefined },
): Named | undefined {
  const known = knownIn(house).filter(({ key }) => owner === undefined || ownerOf(key) === owner);
  const splits = splitsOf(typed.replace(/^[·•\s]+/u, ''));
  return (
    first(splits, (name) => known.filter(({ names }) => names.includes(name))) ??
    first(splits.filter(isPart), (name) =>
      known.filter(({ names }) => names.some((one) => one.includes(name))),
    )
  );
}

/** Every row of every setting, with all that it is called. */
function knownIn(house: House): readonly Known[] {
  const all = new Map<string, string[]>();
  for (const language of LANGUAGES) {
    for (const row of house.settings(language).flatMap(rowsOf)) {
      if (row.about === '') continue;
      const names = [titleOfRow(row), row.about].map(bare);
      all.set(row.key, [...(all.get(row.key) ?? []), ...names]);
    }
  }
  return [...all].map(([key, names]) => ({ key, names }));
}

interface Split {
  readonly name: string;
  /** Of how many words it is. */
  readonly words: number;
  readonly typed: string;
}

/** All ways to cut a text into a name and a value, the longest name first: both may have blanks. */
function splitsOf(typed: string): readonly Split[] {
  const whole = typed.trim();
  const split = (name: string, value: string) => ({
    name: bare(name),
    words: name.split(/\s+/u).length,
    typed: value,
  });
  const cuts = [...whole.matchAll(/\s*[\s:：=＝]\s*/gu)].reverse();
  return [
    split(whole, ''),
    ...cuts.map(({ 0: gap, index }) =>
      split(whole.slice(0, index), whole.slice(index + gap.length)),
    ),
  ].filter(({ name }) => name !== '');
}

/** «settings are broken» is talk, and «nothing» stands in the middle of a name. */
function isPart({ name, words }: Split): boolean {
  if (/\p{Script=Han}/u.test(name)) return [...name].length >= LEAST_PART;
  return words > 1 && name.length >= LEAST_LETTERS;
}

function first(
  splits: readonly Split[],
  find: (name: string) => readonly Known[],
): Named | undefined {
  for (const { name, typed } of splits) {
    const keys = [...find(name)].sort(byLength).map(({ key }) => key);
    if (keys.length > 0) return { keys, typed };
  }
  return undefined;
}

/** What says little more than what was typed is nearest. */
function byLength({ names: [one = ''] }: Known, { names: [other = ''] }: Known): number {
  return one.length - other.length;
}

/** Without what people leave out or write otherwise. */
function bare(name: string): string {
  const plain = SAME.reduce((text, [word, same]) => text.replace(word, same), plainWord(name));
  return plain.replace(/[\s\p{P}\p{S}]+/gu, '');
}
