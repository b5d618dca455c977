/**
 * What is typed behind `批量加分`: a reason and a list, of numbers («12,50») or of mentions, each with
 * its points («@小明 50»). The reason may also stand at the end, as it does behind `加分`.
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
const AMOUNT = /^\d+$/;
/** Stands where points were forgotten, so that the line is told. */
const NO_AMOUNT = '?';

export const typedList: Arg<Typed> = {
  async read(tokens, lookup) {
    if (tokens.length === 0) return { ok: false, problem: 'missing', typed: '' };
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
  [first, second]: readonly Token[],
  lookup: Lookup,
): Promise<ArgOutcome<undefined>> {
  const amount = amountOf(second);
  if (first?.kind === 'mention') {
    const member = await lookup.member(first.account);
    const isEntry = amount !== undefined || parts.rows.length > 0;
    if (!isEntry) return put(parts, `@${member?.name ?? ''}`);
    if (!member) return { ok: false, problem: 'noMember', typed: '@' };
    const typed = second?.kind === 'word' ? second.text : NO_AMOUNT;
    parts.rows.push(`${member.id},${amount ?? typed}`);
    return { ok: true, value: undefined, taken: second?.kind === 'word' ? 2 : 1 };
  }
  const text = first?.text ?? '';
  // A name that was typed by hand is nobody's.
  if (/^[@＠]/u.test(text) && amount !== undefined) {
    return { ok: false, problem: 'notPicked', typed: text };
  }
  return put(parts, text);
}

function put({ before, rows, behind }: Parts, word: string): ArgOutcome<undefined> {
  if (ENTRY.test(word)) rows.push(word);
  else (rows.length === 0 ? before : behind).push(word);
  return { ok: true, value: undefined, taken: 1 };
}

function amountOf(token: Token | undefined): string | undefined {
  const plain = token?.kind === 'word' ? token.text.replace(BETWEEN, '') : '';
  return AMOUNT.test(plain) ? plain : undefined;
}

/** Words behind the list are the reason where none stands before it. */
function whole({ before, rows, behind }: Parts): Typed {
  const why = before.length > 0 ? before : behind;
  return { why: why.join(' ').trim(), list: rows.length > 0 ? rows.join('\n') : undefined };
}
