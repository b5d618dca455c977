/** Which invitations a manager means (审核谁): by number, by their inviter, or all that wait. */
import type { Arg, Member } from '#kit';

export type Which =
  | {
      readonly kind: 'numbers';
      readonly numbers: readonly number[];
      /** Of two who are named, the one whose newcomer it is. */
      readonly inviter?: Member;
    }
  | { readonly kind: 'inviter'; readonly inviter: Member }
  | { readonly kind: 'all' };

const ALL = new Set(['全部', '所有', 'all']);
const NUMBER = /^#?([1-9][0-9]{0,8})$/;
/** A line of chat holds no more. */
const MOST_NUMBERS = 100;

/** `12`, `12 13`, `12 @小明`, `@小明`, `全部`. */
export const which: Arg<Which> = {
  async read(tokens, lookup) {
    const [first] = tokens;
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    if (first.kind === 'mention') {
      const inviter = await lookup.member(first.account);
      if (!inviter) return { ok: false, problem: 'noMember', typed: '@' };
      return { ok: true, value: { kind: 'inviter', inviter }, taken: 1 };
    }
    if (ALL.has(first.text.toLowerCase())) return { ok: true, value: { kind: 'all' }, taken: 1 };
    const words = tokens.flatMap((token) => (token.kind === 'word' ? [token.text] : []));
    const odd = words.find((word) => !NUMBER.test(word));
    if (odd !== undefined) return { ok: false, problem: 'notNumber', typed: odd };
    const numbers = words.slice(0, MOST_NUMBERS).map((word) => Number(word.replace('#', '')));
    const last = tokens.at(-1);
    const inviter = last?.kind === 'mention' ? await lookup.member(last.account) : undefined;
    const value = { kind: 'numbers' as const, numbers, ...(inviter && { inviter }) };
    return { ok: true, value, taken: tokens.length };
  },
};
