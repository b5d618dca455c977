/**
 * A poll as it is typed: `标题 | 选项1 | 选项2 | +匿名 +截止 明天20:00`; a new line divides as well as
 * `|`. What begins with `+` is a term, everything else is the title and then the options.
 */
import { type Calendar, type ConditionRead, type Instant, type Line, shownText } from '#kit';
import { parseDeadline } from './deadline.ts';
import { type Draft, EMPTY, LONGEST_OPTION, LONGEST_TITLE } from './terms.ts';

const DIVIDER = /[|｜\n]/u;
/** What people put between options who have not been told of `|`. */
const LIST_DIVIDER = /[、，,；;]/u;

export interface TypingFacts {
  readonly now: Instant;
  readonly calendar: Calendar;
  readCondition(typed: string): ConditionRead;
}

export type TypedPoll =
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** A term that nobody knows, or a value that does not suit it. */
  | { readonly kind: 'badTerm'; readonly typed: string }
  | { readonly kind: 'badDeadline'; readonly typed: string }
  | { readonly kind: 'badCondition'; readonly why: Line };

/** Reads title, options and terms. */
export function parsePoll(typed: string, facts: TypingFacts): TypedPoll {
  const parts = segments(typed);
  const [title = '', ...options] = parts.filter((part) => !isTerm(part));
  const draft = { ...EMPTY, title: titleOf(title), options: options.map(optionOf) };
  return withTerms(draft, parts.filter(isTerm).join(' '), facts);
}

/** Options alone, and terms, for a draft that has a title; one line may be a list. */
export function addOptions(draft: Draft, typed: string, facts: TypingFacts): TypedPoll {
  const parts = segments(typed);
  const written = parts.filter((part) => !isTerm(part));
  const listed = written.length === 1 ? segments(written.join(), LIST_DIVIDER) : written;
  const options = listed.map(optionOf);
  return withTerms({ ...draft, options }, parts.filter(isTerm).join(' '), facts);
}

export function titleOf(typed: string): string {
  return shownText(typed, LONGEST_TITLE);
}

/** Terms alone: `+匿名 +多选2`. */
export function withTerms(draft: Draft, typed: string, facts: TypingFacts): TypedPoll {
  const terms = typed.normalize('NFKC').split(/(?:^|\s)\+/u);
  let outcome: TypedPoll = { kind: 'draft', draft };
  for (const term of terms.map((each) => each.trim()).filter((each) => each !== '')) {
    if (outcome.kind === 'draft') outcome = withTerm(outcome.draft, term, facts);
  }
  return outcome;
}

function segments(typed: string, divider = DIVIDER): readonly string[] {
  return typed
    .split(divider)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isTerm(part: string): boolean {
  return /^[+＋]/u.test(part);
}

function optionOf(part: string): string {
  return shownText(part, LONGEST_OPTION);
}

type Reading = (draft: Draft, value: string, facts: TypingFacts) => TypedPoll;

/** What each term is called, in all our languages and scripts, and what it does. */
const TERMS: readonly (readonly [RegExp, Reading])[] = [
  [/^(?:匿名|秘密|不记名|不記名|secret|anonymous)$/i, set({ isSecret: true })],
  [/^(?:公开|公開|实名|實名|记名|記名|named|open)$/i, set({ isSecret: false })],
  [/^(?:单选|單選|single)$/i, set({ kind: 'single', most: undefined })],
  [/^(?:多选|多選|multiple)\s*(\d{0,2})$/i, multiple],
  [/^(?:排序|排名|ranked)$/i, set({ kind: 'ranked', most: undefined })],
  [/^(?:不可改|不能改|不改票|final)$/i, set({ mayChange: false })],
  [/^(?:可改|可改票|能改|changeable)$/i, set({ mayChange: true })],
  [/^(?:随时看结果|隨時看結果|results always)$/i, set({ shows: 'always' })],
  [/^(?:投票后看结果|投票後看結果|投后看结果|results voted)$/i, set({ shows: 'voted' })],
  [/^(?:截止后看结果|截止後看結果|results closed)$/i, set({ shows: 'closed' })],
  [/^(?:法定人数|法定人數|满|滿|quorum)\s*(\d{1,6})\s*(?:人)?$/i, quorum],
  [/^(?:条件|條件|if)\s*(.+)$/i, condition],
  [/^(?:截止|until|deadline)\s*(.+)$/i, deadline],
];

/** Fewer options than these make no poll: then what looks like a term is one of them. */
const FEWEST_OPTIONS = 2;
/** Without one, a condition is hard to tell from an option. */
const COMPARISON = /[<>=≥≤≠]/u;

/** A term as it was typed; a condition lacks its word as well. */
export interface Forgotten {
  readonly typed: string;
  readonly isCondition: boolean;
}

/** The last option if it is a term but for its `+`: «匿名», «截止 明天20:00», «连签≥3». */
export function forgottenTerm({ options }: Draft, facts: TypingFacts): Forgotten | undefined {
  const last = options.at(-1)?.normalize('NFKC');
  if (last === undefined || options.length <= FEWEST_OPTIONS) return undefined;
  if (withTerm(EMPTY, last, facts).kind === 'draft') return { typed: last, isCondition: false };
  const isCondition = COMPARISON.test(last) && facts.readCondition(last).ok;
  return isCondition ? { typed: last, isCondition } : undefined;
}

function withTerm(draft: Draft, term: string, facts: TypingFacts): TypedPoll {
  for (const [pattern, reading] of TERMS) {
    const match = pattern.exec(term);
    if (match) return reading(draft, match[1] ?? '', facts);
  }
  return { kind: 'badTerm', typed: term };
}

function set(change: Partial<Draft>): Reading {
  return (draft) => ({ kind: 'draft', draft: { ...draft, ...change } });
}

function multiple(draft: Draft, value: string): TypedPoll {
  const most = value === '' ? undefined : Number(value);
  if (most === 0) return { kind: 'badTerm', typed: value };
  return { kind: 'draft', draft: { ...draft, kind: 'multiple', most } };
}

function quorum(draft: Draft, value: string): TypedPoll {
  return { kind: 'draft', draft: { ...draft, quorum: Number(value) } };
}

function condition(draft: Draft, value: string, { readCondition }: TypingFacts): TypedPoll {
  const read = readCondition(value);
  if (!read.ok) return { kind: 'badCondition', why: read.why };
  return { kind: 'draft', draft: { ...draft, condition: read.condition } };
}

function deadline(draft: Draft, value: string, facts: TypingFacts): TypedPoll {
  const closesAt = parseDeadline(value, facts);
  if (closesAt === undefined) return { kind: 'badDeadline', typed: value };
  return { kind: 'draft', draft: { ...draft, closesAt } };
}
