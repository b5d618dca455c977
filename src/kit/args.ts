/**
 * What may follow a command's word. An argument is a small description that reads typed words into
 * a value; it never guesses, and says by name what was wrong.
 */

import { type Day, parseDay } from './day.ts';
import type { House } from './house.ts';
import type { PlatformId } from './ids.ts';
import type { Member } from './people.ts';
import { type Points, parsePoints } from './points.ts';

/**
 * One piece of what was typed after the word: a word, or a mention standing for `@name`. `gap` is
 * what stood before it, where that was more than a blank: the lines of a text are kept.
 */
export type Token =
  | {
      readonly kind: 'word';
      readonly text: string;
      /** With the quotes that held it together; the text itself when there were none. */
      readonly typed: string;
      readonly gap?: string;
    }
  | { readonly kind: 'mention'; readonly account: PlatformId; readonly gap?: string };

/** What an argument may look up while it reads. */
export interface Lookup {
  readonly house: House;
  /** The member behind a mentioned account, if they belong to this community. */
  member(account: PlatformId): Promise<Member | undefined>;
  /** Whether a member was in the community and has left all of its groups. */
  isGone(member: Member): Promise<boolean>;
}

export type Problem =
  | 'missing'
  | 'notPoints'
  | 'notNumber'
  | 'notDay'
  | 'notChoice'
  /** A name without `@`. */
  | 'notMentioned'
  /** An `@name` that was typed by hand: the platform vouches for nobody. */
  | 'notPicked'
  /** Somebody who has never spoken here. */
  | 'noMember'
  | 'memberGone'
  | 'tooMuch';

export type ArgOutcome<T> =
  /** `taken` is how many tokens were used up. */
  { readonly ok: true; readonly value: T; readonly taken: number } | Refused;

interface Refused {
  readonly ok: false;
  readonly problem: Problem;
  readonly typed: string;
  /** Of a pair: how many of the two were read well before. */
  readonly partsRead?: number;
}

export interface Arg<T> {
  read(tokens: readonly Token[], lookup: Lookup): Promise<ArgOutcome<T>>;
}

/** The arguments of a command, in the order in which they are typed. */
export type Args<Values> = { readonly [K in keyof Values]: Arg<Values[K]> };

/** The kinds of arguments. @example args: { who: arg.member(), points: arg.points() } */
export const arg = {
  /**
   * A member who was really mentioned; a typed name identifies nobody.
   * @param who `anybody`: those who have left the community, too
   */
  member: (who: 'present' | 'anybody' = 'present'): Arg<Member> => ({
    async read([first], lookup) {
      if (first === undefined) return refused('missing');
      if (first.kind === 'word') {
        return refused(/^[@＠]/.test(first.text) ? 'notPicked' : 'notMentioned', first);
      }
      const member = await lookup.member(first.account);
      if (!member) return refused('noMember', first);
      const isWelcome = who === 'anybody' || !(await lookup.isGone(member));
      return isWelcome ? taken(member) : { ...refused('memberGone'), typed: `@${member.name}` };
    },
  }),
  /** Two arguments in either order: «@小红 5» and «5 @小红» say the same. */
  pair: <A, B>(one: Arg<A>, other: Arg<B>): Arg<readonly [A, B]> => ({
    async read(tokens, lookup) {
      const straight = await readBoth(tokens, { first: one, second: other, lookup });
      if (straight.ok) return straight;
      const turned = await readBoth(tokens, { first: other, second: one, lookup });
      if (!turned.ok)
        return (turned.partsRead ?? 0) > (straight.partsRead ?? 0) ? turned : straight;
      const [second, first] = turned.value;
      return { ...turned, value: [first, second] };
    },
  }),
  /** A positive whole amount of points in plain digits. */
  points: (): Arg<Points> => word('notPoints', parsePoints),
  /** A whole number within bounds, both included. */
  whole: (bounds: { readonly from: number; readonly to: number }): Arg<number> =>
    word('notNumber', (text) => parseWhole(text, bounds)),
  /** A civil date, `2026-03-01`; `3-1` and `3月1日` are completed by the feature if it wants to. */
  day: (): Arg<Day> => word('notDay', parseDay),
  /** A word that the feature itself understands; `problem` says what is wrong with another one. */
  choice: <T>(parse: (text: string) => T | undefined, problem: Problem = 'notChoice'): Arg<T> =>
    word(problem, parse),
  /** Everything that is left, as one text. */
  rest: (): Arg<string> => ({
    async read(tokens, lookup) {
      const words: string[] = [];
      for (const token of tokens) words.push(await shown(token, lookup));
      const text = words.join(' ').trim();
      return text === '' ? refused('missing') : { ok: true, value: text, taken: tokens.length };
    },
  }),
  /** Everything that is left exactly as it was typed, lines and quotes included. */
  text: (): Arg<string> => ({
    async read(tokens, lookup) {
      let text = '';
      for (const token of tokens) {
        const word = token.kind === 'word' ? token.typed : await shown(token, lookup);
        text += `${token.gap ?? ' '}${word}`;
      }
      const trimmed = text.trim();
      return trimmed === ''
        ? refused('missing')
        : { ok: true, value: trimmed, taken: tokens.length };
    },
  }),
  /** Not typed at all is fine; typed wrongly is not. */
  optional: <T>(inner: Arg<T>): Arg<T | undefined> => ({
    read: (tokens, lookup) =>
      tokens.length === 0
        ? settled({ ok: true, value: undefined, taken: 0 })
        : inner.read(tokens, lookup),
  }),
};

interface InTurn<A, B> {
  readonly first: Arg<A>;
  readonly second: Arg<B>;
  readonly lookup: Lookup;
}

async function readBoth<A, B>(
  tokens: readonly Token[],
  { first, second, lookup }: InTurn<A, B>,
): Promise<ArgOutcome<readonly [A, B]>> {
  const one = await first.read(tokens, lookup);
  if (!one.ok) return one;
  const other = await second.read(tokens.slice(one.taken), lookup);
  if (!other.ok) return { ...other, partsRead: 1 };
  return { ok: true, value: [one.value, other.value], taken: one.taken + other.taken };
}

function word<T>(problem: Problem, parse: (text: string) => T | undefined): Arg<T> {
  return {
    read([first]) {
      if (first === undefined) return settled(refused('missing'));
      const value = first.kind === 'word' ? parse(first.text) : undefined;
      return settled(value === undefined ? refused(problem, first) : taken(value));
    },
  };
}

function parseWhole(text: string, { from, to }: { from: number; to: number }): number | undefined {
  if (!/^[0-9]{1,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= from && value <= to ? value : undefined;
}

/** A mention among free words reads as it was written. */
async function shown(token: Token, lookup: Lookup): Promise<string> {
  if (token.kind === 'word') return token.text;
  return `@${(await lookup.member(token.account))?.name ?? ''}`;
}

function typed(token: Token): string {
  return token.kind === 'word' ? token.text : '@';
}

function taken<T>(value: T): ArgOutcome<T> {
  return { ok: true, value, taken: 1 };
}

function refused(problem: Problem, token?: Token): ArgOutcome<never> {
  return { ok: false, problem, typed: token ? typed(token) : '' };
}

function settled<T>(value: T): Promise<T> {
  return Promise.resolve(value);
}
