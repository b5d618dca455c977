/** «Did you mean»: the nearest word to one that was mistyped after a slash. */
import { distance } from 'fastest-levenshtein';

/**
 * @param typed the folded word as typed
 * @returns a word within one edit (short words) or two (longer ones); undefined when none is near
 */
export function nearestWord(typed: string, words: Iterable<string>): string | undefined {
  const most = typed.length <= 3 ? 1 : 2;
  let best: { word: string; edits: number } | undefined;
  for (const word of words) {
    const edits = distance(typed, word);
    // One edit turns any one-character word into any other: that is no mistyping.
    const isNear = edits <= most && edits < word.length;
    if (isNear && (!best || edits < best.edits)) best = { word, edits };
  }
  return best?.word;
}
