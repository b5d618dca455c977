/** What is typed behind `标签`: whom, which tag, which page; in any order, all of it optional. */
import { type Arg, type ArgOutcome, displayName, type Lookup, type Member, type Token } from '#kit';

/** Longest tag, in UTF-16 units: it is read in conditions and lists. */
const LONGEST_TAG = 16;
/** What conditions are made of, and what would end the quotes around a tag in one. */
const NOT_IN_TAGS = /[()（）<>=!≥≤≠"“”「」,，、;；|｜]/u;

export interface Tagging {
  readonly who: readonly Member[];
  /** As it will be shown; undefined when none was typed. */
  readonly tag: string | undefined;
  /** From 1. */
  readonly page: number;
}

export const tagging: Arg<Tagging> = {
  async read(tokens, lookup) {
    const who: Member[] = [];
    const words: string[] = [];
    for (const token of tokens) {
      if (token.kind === 'word') words.push(token.text);
      else {
        const member = await memberOf(token.account, lookup);
        if (!member) return { ok: false, problem: 'noMember', typed: '@' };
        who.push(member);
      }
    }
    return withWords({ who, words, taken: tokens.length });
  },
};

async function memberOf(account: Extract<Token, { kind: 'mention' }>['account'], lookup: Lookup) {
  const member = await lookup.member(account);
  return member && !(await lookup.isGone(member)) ? member : undefined;
}

interface Read {
  readonly who: readonly Member[];
  readonly words: readonly string[];
  readonly taken: number;
}

/** A number behind a tag is a page, where nobody is mentioned. */
function withWords({ who, words, taken }: Read): ArgOutcome<Tagging> {
  const [last = ''] = words.slice(-1);
  const isPaged = who.length === 0 && words.length > 1 && /^[1-9][0-9]{0,3}$/.test(last);
  const typed = (isPaged ? words.slice(0, -1) : words).join(' ').normalize('NFKC').trim();
  const value = { who, page: isPaged ? Number(last) : 1 };
  if (typed === '') return { ok: true, value: { ...value, tag: undefined }, taken };
  const tag = displayName(typed);
  const isGood = tag.length <= LONGEST_TAG && !NOT_IN_TAGS.test(tag) && tag !== '?';
  if (!isGood) return { ok: false, problem: 'notChoice', typed: tag };
  return { ok: true, value: { ...value, tag }, taken };
}

/**
 * Under which name a tag is found: «vip» and «VIP» are one. Only what SQLite's `lower` knows as
 * well, because conditions ask there.
 */
export function tagKey(tag: string): string {
  return tag.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
