/** Which board and which days are wanted, as members type it: any order, any of our languages. */
import { type Arg, type ArgOutcome, type House, type Period, parsePeriod, type Token } from '#kit';

/** One side of what was typed; both are optional. */
export interface Wanted {
  readonly board?: string;
  readonly period?: Period;
}

/** Beside its own key and its name in the reader's language. */
const BOARD_WORDS: Readonly<Record<string, readonly string[]>> = {
  points: ['积分', '積分', '點數', '点数', '积分榜', '積分榜', '點數榜', 'points'],
  activity: ['活跃', '活躍', '活跃度', '活躍度', '活跃榜', '活躍榜', '发言', '發言', 'activity'],
  checkin: ['签到', '簽到', '签到榜', '簽到榜', 'checkin', 'check-in'],
};

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

function meaningOf(token: Token, house: House): Wanted | undefined {
  if (token.kind !== 'word') return undefined;
  const typed = fold(token.text);
  const period = parsePeriod(typed);
  if (period) return { period };
  const board = knownBoards(house).find((key) => namesOf(key, house).includes(typed));
  return board === undefined ? undefined : { board };
}

/** Those that could be there if their feature were on, too: then it is said that they are not. */
function knownBoards(house: House): readonly string[] {
  return [...Object.keys(BOARD_WORDS), ...house.boards];
}

function namesOf(board: string, house: House): readonly string[] {
  return [board, fold(house.label(board)), ...(BOARD_WORDS[board] ?? [])];
}

function fold(typed: string): string {
  return typed.normalize('NFKC').toLowerCase();
}

function refused(token: Token): ArgOutcome<never> {
  const typed = token.kind === 'word' ? token.text : '@';
  return { ok: false, problem: 'notChoice', typed };
}
