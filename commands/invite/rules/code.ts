/**
 * Invite codes (邀请码): six letters and digits of which none can be taken for another, with a digit
 * among them, so that no word is a code. They are no secret: whoever types one only says who
 * invited them.
 */
import type { Random } from '#kit';

const ALPHABET = [...'23456789ABCDEFGHJKMNPQRSTVWXYZ'];
const SYMBOLS = 6;
/** Before the code in the name of a link, so that admins know whose it is. */
const LINK_PREFIX = 'qunli ';

export function drawCode(random: Random): string {
  for (;;) {
    const code = Array.from({ length: SYMBOLS }, () => random.pick(ALPHABET)).join('');
    if (/\d/.test(code)) return code;
  }
}

/**
 * Reads a code as people type it; one that lost a letter or mistook one is meant as a code, too.
 * @returns undefined for what is some other word
 */
export function parseCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_\p{Dash_Punctuation}]/gu, '');
  return /^(?=.*\d)[0-9A-Z]{4,9}$/.test(plain) ? plain : undefined;
}

/** What the link of a code is called on its platform. */
export function linkName(code: string): string {
  return `${LINK_PREFIX}${code}`;
}

/** The code of a link of ours; undefined for any other. */
export function codeOfLink(name: string): string | undefined {
  return name.startsWith(LINK_PREFIX) ? parseCode(name.slice(LINK_PREFIX.length)) : undefined;
}
