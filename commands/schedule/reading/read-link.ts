/**
 * A push that is a link: «链接 https://… 标题 | 说明», with a blank, a bar or a line's end between.
 * The title may also stand before the address. Pure.
 */
import { webAddress } from '#kit';

export type LinkRead =
  | {
      readonly kind: 'link';
      readonly title: string;
      readonly address: string;
      readonly description: string;
    }
  /** It is to be a link, and its address leads nowhere, or holds a password. */
  | { readonly kind: 'badAddress'; readonly address: string }
  | { readonly kind: 'noTitle'; readonly address: string };

const WORD = /^\s*(?:链接|連結|鏈接|link)(?:[\s:：]\s*|(?=https?[:：]|www\.))/iu;
/** «https：//», as Chinese keyboards write it. */
const WIDE_SCHEME = /\b(https?)：\/\//iu;
/** «http:/example.com», «https//example.com»: an address with a slip of the pen. */
const BROKEN = /(?:^|[\s|｜])(https?(?:[:：]\/?|\/\/)[^\s|｜/][^\s|｜]*)/iu;
/** «www.example.com», «example.com/a»: as people say an address. */
const BARE =
  /(?:^|[\s|｜])(?=(?:www\.)?(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?:com|cn|net|org|edu|gov|io|me|cc|co|top|xyz|app|dev|info|club|shop|site|link|tv|tw|hk|jp|uk|de)(?:[/?#:，。；！？、]|[\s|｜]|$))/iu;
const SCHEME = /[a-z][a-z\d+.-]{0,15}$/iu;
const END = /[\s|｜]/u;
/** What closes a Chinese sentence is no part of an address. */
const BEHIND = /[，。；！？、）」』]+$/u;
const BETWEEN = /[|｜\n]/u;

/** @returns undefined for what is no link: an ordinary text, which may well begin with that word */
export function readLink(typed: string): LinkRead | undefined {
  const [word] = WORD.exec(typed) ?? [];
  const rest = word === undefined ? '' : withScheme(typed.slice(word.length));
  const begins = addressIn(rest);
  const [, broken] = begins === undefined ? (BROKEN.exec(rest) ?? []) : [];
  if (broken !== undefined) return { kind: 'badAddress', address: broken };
  if (begins === undefined) return undefined;
  const [all = ''] = rest.slice(begins).split(END, 1);
  const written = all.replace(BEHIND, '');
  const address = webAddress(written);
  if (address === undefined) return { kind: 'badAddress', address: written };
  const around = [rest.slice(0, begins), rest.slice(begins + written.length)];
  const [title, ...others] = around.flatMap((part) => part.split(BETWEEN)).flatMap(tidied);
  if (title === undefined) return { kind: 'noTitle', address };
  return { kind: 'link', title, address, description: others.join('\n') };
}

/** It begins as a link does, and no address follows: perhaps one was forgotten. */
export function lacksAddress(typed: string): boolean {
  return WORD.test(typed) && readLink(typed) === undefined;
}

/** An address without its beginning is one of https. */
function withScheme(text: string): string {
  const plain = text.replace(WIDE_SCHEME, '$1://');
  const bare = addressIn(plain) === undefined ? BARE.exec(plain) : null;
  if (!bare) return plain;
  const at = bare.index + bare[0].length;
  return `${plain.slice(0, at)}https://${plain.slice(at)}`;
}

/** Where the first address begins; words may touch it. */
function addressIn(text: string): number | undefined {
  const middle = text.indexOf('://');
  const scheme = middle < 0 ? undefined : SCHEME.exec(text.slice(Math.max(0, middle - 16), middle));
  return scheme ? middle - scheme[0].length : undefined;
}

/** Nothing but punctuation is nothing. */
function tidied(part: string): readonly string[] {
  const tidy = part
    .trim()
    .replace(/^[，。；、]+/u, '')
    .trim();
  return tidy === '' ? [] : [tidy];
}
