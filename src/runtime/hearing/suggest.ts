/** «Did you mean»: the words that are near to one that was mistyped after a slash. */
import { distance } from 'fastest-levenshtein';

/**
 * @param typed the folded word as typed
 * @returns words within one edit (short words) or two (longer ones), the nearest first
 */
export function nearWords(typed: string, words: Iterable<string>): readonly string[] {
  const most = typed.length <= 3 ? 1 : 2;
  return (
    [...words]
      .map((word) => ({ word, edits: distance(typed, word) }))
      // One edit turns any one-character word into any other: that is no mistyping.
      .filter(({ word, edits }) => edits <= most && edits < word.length)
      .toSorted((a, b) => a.edits - b.edits)
      .map(({ word }) => word)
  );
}
