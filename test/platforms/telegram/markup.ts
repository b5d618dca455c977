/** A small reader of Telegram's HTML, written apart from the builder: says what is wrong. */

const ENTITY = /&(?:lt|gt|amp|quot);/;
/** Of a person, or of the web; an address holds no bare sign of markup. */
const LINK = /<a href="(?:tg:\/\/user\?id=\d+|https?:\/\/(?:[^"<>&\s]|&amp;)+)">/;
const PERSON = /tg:\/\/user\?id=(\d+)/;

export interface ReadMarkup {
  /** What people see. */
  readonly text: string;
  /** Whose accounts are linked. */
  readonly mentions: readonly string[];
}

/** Everything that may stand in it, each token in turn. */
const TOKENS = new RegExp(`${ENTITY.source}|${LINK.source}|</a>|[^]`, 'gi');

/** @throws Error as Telegram would, «can't parse entities: …» */
export function readMarkup(html: string): ReadMarkup {
  const tokens = [...html.matchAll(TOKENS)].map(([token]) => token);
  const tags = tokens.filter((token) => /^<(?:a |\/a)/.test(token));
  const isPaired = tags.every((tag, index) => (tag === '</a>') === (index % 2 === 1));
  const alone = tokens.find((token) => /^[<>&]$/.test(token));
  if (!isPaired || tags.length % 2 === 1)
    throw new Error("can't parse entities: a tag is left open");
  if (alone !== undefined) throw new Error(`can't parse entities: ${alone} stands alone`);
  return {
    text: tokens
      .filter((token) => !tags.includes(token))
      .map(decoded)
      .join(''),
    mentions: tags.flatMap((tag) => PERSON.exec(tag)?.[1] ?? []),
  };
}

const DECODED = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
]);

function decoded(token: string): string {
  return DECODED.get(token) ?? token;
}
