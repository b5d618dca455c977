/**
 * What is typed behind `批量加分`: a reason and a list, of numbers («12,50») or of mentions with
 * points: each its own («@小明 50») or several the same («@小明 @小红 5»). The reason may also stand at
 * the end, as it does behind `加分`.
 */
import type { Arg, ArgOutcome, Lookup, Token } from '#kit';

export interface Typed {
  readonly why: string;
  /** Lines «编号,积分» as {@link readList} reads them; none where the list comes as a file. */
  readonly list: string | undefined;
}

/** «12,50». */
const ENTRY = /^[1-9]\d*[,，]\d+$/;
/** What people put between a name and its points, and behind them. */
const BETWEEN = /^[,，:：]+|[,，、;；。]+$/gu;
const AMOUNT = /^[+＋]?\d+$/;
/** Told as an amount that is none: it must not become a part of the reason. */
const NOT_POSITIVE = /^[-－−]\d+$/u;
/** Stands where points were forgotten, so that the line is told. */
const NO_AMOUNT = '?';

export const typedList: Arg<Typed> = {
  async read(tokens, lookup) {
    const parts: Parts = { before: [], rows: [], behind: [] };
    for (let rest = tokens; rest.length > 0; ) {
      const outcome = await readOne(parts, rest, lookup);
      if (!outcome.ok) return outcome;
      rest = rest.slice(outcome.taken);
    }
    return { ok: true, value: whole(parts), taken: tokens.length };
  },
};

interface Parts {
  readonly before: string[];
  readonly rows: string[];
  readonly behind: string[];
}

async function readOne(
  parts: Parts,
  tokens: readonly Token[],
  lookup: Lookup,
): Promise<ArgOutcome<undefined>> {
  const [first, second] = tokens;
  if (first?.kind === 'mention') return readMentioned(parts, tokens, lookup);
  const text = first?.text ?? '';
  // A name that was typed by hand is nobody's.
  if (/^[@＠]/u.test(text) && amountOf(second) !== undefined) {
    return { ok: false, problem: 'notPicked', typed: text };
  }
  return put(parts, text);
}

/** Those who are mentioned in a row get the amount behind them, each. */
async function readMentioned(
  parts: Parts,
  tokens: readonly Token[],
  lookup: Lookup,
): Promise<ArgOutcome<undefined>> {
  const row = tokens.slice(0, countMentions(tokens));
  const behind = tokens.slice(row.length).find((token) => !isAnd(token));
  const amount = amountOf(behind);
  const isList = amount !== undefined || parts.rows.length > 0;
  for (const token of row) {
    const member = token.kind === 'mention' ? await lookup.member(token.account) : undefined;
    if (isAnd(token)) continue;
    if (!isList) put(parts, `@${member?.name ?? ''}`);
    else if (!member) return { ok: false, problem: 'noMember', typed: '@' };
    else parts.rows.push(`${member.id},${amount ?? wordOf(behind) ?? NO_AMOUNT}`);
  }
  const isTaken = isList && behind?.kind === 'word';
  return { ok: true, value: undefined, taken: isTaken ? tokens.indexOf(behind) + 1 : row.length };
}

/** How many tokens from the first on are mentions, with what stands between them. */
function countMentions(tokens: readonly Token[]): number {
  let count = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'mention') count = index + 1;
    else if (!isAnd(token)) break;
  }
  return count;
}

function isAnd(token: Token): boolean {
  return token.kind === 'word' && /^(?:[,，、&和与與]|and)$/iu.test(token.text);
}

function wordOf(token: Token | undefined): string | undefined {
  return token?.kind === 'word' ? token.text : undefined;
}

function put({ before, rows, behind }: Parts, word: string): ArgOutcome<undefined> {
  if (ENTRY.test(word)) rows.push(word);
  else (rows.length === 0 ? before : behind).push(word);
  return { ok: true, value: undefined, taken: 1 };
}

function amountOf(token: Token | undefined): string | undefined {
  const plain = token?.kind === 'word' ? token.text.replace(BETWEEN, '') : '';
  return AMOUNT.test(plain) || NOT_POSITIVE.test(plain) ? plain.replace(/^[+＋]/u, '') : undefined;
}

/** Words behind the list are the reason where none stands before it. */
function whole({ before, rows, behind }: Parts): Typed {
  const why = before.length > 0 ? before : behind;
  return { why: why.join(' ').trim(), list: rows.length > 0 ? rows.join('\n') : undefined };
}
