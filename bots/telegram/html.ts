/**
 * HTML for Telegram, built from typed pieces and nothing else: whatever members write is escaped,
 * and only a mention of ours notifies anybody. No other file here knows of markup.
 */
import { cardWords, type LinkCard, type Piece } from '#kit';

/** What is said: words, and a link below them. */
export interface Worded {
  readonly pieces: readonly Piece[];
  readonly card?: LinkCard | undefined;
}

/** The fields that tell Telegram what to show, and how to read it. @param field text or caption */
export function marked(field: 'text' | 'caption', { pieces, card }: Worded): object {
  const html = joined(htmlOf(pieces), card && linkOf(card));
  return { [field]: html, parse_mode: 'HTML' };
}

/** @returns markup that Telegram always understands */
export function htmlOf(pieces: readonly Piece[]): string {
  return pieces.map(markup).join('');
}

/** The same words without any markup, for the case that Telegram refuses it all the same. */
export function wordsOf({ pieces, card }: Worded): string {
  const words = pieces.map((piece) => muted(typeof piece === 'string' ? piece : piece.name));
  return joined(words.join(''), card && muted(cardWords(card)));
}

/** The title leads to the address; kit's `webAddress` has let that through. */
function linkOf({ title, address, description = '' }: LinkCard): string {
  const link = `<a href="${escaped(address)}">${escaped(muted(title))}</a>`;
  return joined(link, escaped(muted(description)));
}

function joined(first: string, second = ''): string {
  return [first, second].filter((text) => text !== '').join('\n');
}

function markup(piece: Piece): string {
  if (typeof piece === 'string') return escaped(muted(piece));
  const name = escaped(muted(piece.name));
  // Only persons have such ids; a group that posts as itself cannot be linked.
  if (!/^\d+$/.test(piece.mention)) return name;
  return `<a href="tg://user?id=${piece.mention}">${name}</a>`;
}

/** Telegram knows these four and no other names; halves of characters are not valid UTF-8. */
function escaped(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * Telegram makes a mention of every `@name` in a text and notifies that person. In what members
 * write, the sign becomes its full-width sister; in an address (a@b.example) it notifies nobody.
 * At a piece's end it is changed, too: the next piece may begin with a name.
 */
function muted(text: string): string {
  return text.replace(/(?<![A-Za-z0-9])@(?=[A-Za-z0-9_]|$)/g, '＠');
}
