/** Which board and which days are wanted, as members type it: any order, any of our languages. */
import { type Arg, type ArgOutcome, type House, type Period, parsePeriod, type Token } from '#kit';

/** One side of what was typed; both are optional. */
export interface Wanted {
  readonly board?: string;
  readonly period?: Period;
}

/** A board and a period. */
const MOST_WORDS = 2;

/** Reads board and period in any order; a word that is neither is refused. */
export const wanted: Arg<Wanted> = {
  async read(tokens, { house }) {
    let found: Wanted = {};
    for (const [index, token] of tokens.entries()) {
      const next = index < MOST_WORDS ? meaningOf(token, house) : undefined;
      if (!next || isTwice(found, next)) return refused(token);
      found = { ...found, ...next };
    }
    return { ok: true, value: found, taken: tokens.length };
  },
};

/** The period alone, where the command itself names the board. */
export const wantedPeriod: Arg<Wanted> = {
  async read(tokens, lookup) {
    const outcome = await wanted.read(tokens, lookup);
    const [first] = tokens;
    return outcome.ok && outcome.value.board !== undefined && first ? refused(first) : outcome;
  },
};

function isTwice(found: Wanted, next: Wanted): boolean {
  const isSameKind = (key: keyof Wanted) => found[key] !== undefined && next[key] !== undefined;
  return isSameKind('board') || isSameKind('period');
}

/** A board whose feature is off is meant, too: then it is said that it is not there. */
function meaningOf(token: Token, house: House): Wanted | undefined {
  if (token.kind !== 'word') return undefined;
  const period = parsePeriod(token.text);
  if (period) return { period };
  const board = house.board(token.text)?.key;
  return board === undefined ? undefined : { board };
}

function refused(token: Token): ArgOutcome<never> {
  const typed = token.kind === 'word' ? token.text : '@';
  return { ok: false, problem: 'notChoice', typed };
}
