/** Which schedules are meant, by numbers or all at once: «3 4 5», «3、4号», «全部». */
import type { Arg, ArgOutcome, Args, Commanding, Token } from '#kit';
import type { Base } from '../base.ts';

/** More at once are all of them. */
const MOST_NUMBERS = 50;
const ALL = /^(?:全部|所有|全都|全部定时|全部定時|全部排程|所有定时|所有定時|all)$/iu;
const BETWEEN = /[,，、;；]+/u;
const NUMBER = /^#?(\d{1,9})[号號]?$/u;

export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] };

export interface SelectionArgs {
  which: Selection;
}

export type Selecting = Commanding<Base, SelectionArgs>;

const selection: Arg<Selection> = { read: async (tokens) => readSelection(tokens) };
export const selectionArgs: Args<SelectionArgs> = { which: selection };

function readSelection(tokens: readonly Token[]): ArgOutcome<Selection> {
  const words = tokens.map((token) => (token.kind === 'word' ? token.text : '@'));
  const [first] = words;
  if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
  if (words.length === 1 && ALL.test(first)) {
    return { ok: true, value: { kind: 'all' }, taken: 1 };
  }
  const named = words.flatMap((word) => word.split(BETWEEN)).filter((word) => word !== '');
  const numbers = named.map((word) => Number(NUMBER.exec(word)?.[1] ?? 0));
  const wrong = named.find((_, index) => !numbers[index]);
  if (wrong !== undefined || named.length === 0) {
    return { ok: false, problem: 'notNumber', typed: wrong ?? first };
  }
  const all = [...new Set(numbers)];
  if (all.length > MOST_NUMBERS) return { ok: false, problem: 'tooMuch', typed: first };
  return { ok: true, value: { kind: 'numbers', numbers: all }, taken: tokens.length };
}
