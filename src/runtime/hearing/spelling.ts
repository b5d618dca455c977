/**
 * How a command's word may be written: `my-points`, `my_points`, `my points` and `mypoints` are one
 * word, and a mark of exclamation behind it changes nothing. Pure; it knows no command.
 */
import { LONGEST_WORD, type Typed } from './parse.ts';

/** No word of ours has more parts («check in board»). */
const MOST_PARTS = 3;

const JOINT = /(?<=\p{L})[-_\s](?=\p{L})/gu;
/** What people put behind a whole message; a question mark would make it a question. */
const ENDING = /(?<=[\p{L}\p{N}])[!！.。~～]+$/u;
const PART = /^[a-z]+(?:[-_][a-z]+)*$/i;
const NEXT = /^(\S+)\s*/u;

/** The one form of a folded word, by which it is looked up. */
export function joined(folded: string): string {
  return folded.replace(JOINT, '');
}

/**
 * All that may be meant by what was typed, the longest word first: `points log 2` may be
 * `points-log` with `2`, or `points` with `log 2`.
 */
export function spellings(typed: Typed): readonly Typed[] {
  const { manner, rest } = typed;
  const plain = { manner, word: rest === '' ? withoutEnding(typed.word) : typed.word, rest };
  const longer: Typed[] = [plain];
  for (let parts = 2; parts <= MOST_PARTS; parts += 1) {
    const [last = plain] = longer;
    const next = isPart(last.word) ? withNext(last) : undefined;
    if (next === undefined) break;
    longer.unshift(next);
  }
  return longer;
}

function withNext({ manner, word, rest }: Typed): Typed | undefined {
  const [whole = '', next = ''] = NEXT.exec(rest) ?? [];
  const left = rest.slice(whole.length);
  const part = left === '' ? withoutEnding(next) : next;
  const both = `${word}-${part}`;
  return isPart(part) && both.length <= LONGEST_WORD
    ? { manner, word: both, rest: left }
    : undefined;
}

/** Only words in Latin letters are written with blanks between their parts. */
function isPart(word: string): boolean {
  return PART.test(word);
}

function withoutEnding(word: string): string {
  return word.replace(ENDING, '');
}
