/**
 * Names that people chose, made safe to show: nothing invisible, nothing that turns the line
 * around, at most {@link LONGEST_SHOWN} characters as a reader counts them. The store keeps the
 * name exactly as it came; this is only how it is shown.
 */
import type { Brand } from './brand.ts';

export type DisplayName = Brand<string, 'DisplayName'>;

/** Longest name shown, in graphemes; chat programs cut at about this length themselves. */
export const LONGEST_SHOWN = 24;
/**
 * A name longer than this many UTF-16 units is cut before graphemes are counted (a bound on work).
 */
const LONGEST_READ = 1_000;

/**
 * Control characters, line breaks, lone surrogates, private use, and what is drawn as nothing or
 * turns the line; not U+200D inside emoji and not the variation selectors, which draw things.
 */
const INVISIBLE = new RegExp(
  [
    '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}]',
    '[\\u00ad\\u061c\\u115f\\u1160\\u180e\\u3164\\ufeff\\uffa0]',
    '[\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufff9-\\ufffb]',
    '\\u034f|\\u17b4|\\u17b5|[\\u{e0000}-\\u{e0fff}]',
  ].join('|'),
  'gu',
);
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** More combining marks than this on one letter are noise («zalgo») and are dropped. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

const plain = /^[\p{Script=Han}\w .-]{1,24}$/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** @param raw the name as the platform gave it; empty or invisible names are shown as `?` */
export function displayName(raw: string): DisplayName {
  const shown = plain.test(raw) ? raw.trim() : tidy(raw.slice(0, LONGEST_READ), LONGEST_SHOWN);
  return asShown(shown === '' ? '?' : shown);
}

/** Stands behind a name that passes for a manager's. */
const LOOK_ALIKE_MARK = '⚠';

/** A name as it is shown of somebody who may pass for a manager: with a mark behind it. */
export function markedName(raw: string, isLookAlike: boolean): DisplayName {
  const name = displayName(raw);
  return isLookAlike ? asShown(`${name}${LOOK_ALIKE_MARK}`) : name;
}

/**
 * Other words of members on one line, made safe in the same way: a title, a reason.
 * @param most graphemes that are shown
 * @returns an empty text where nothing is visible
 */
export function shownText(raw: string, most: number): string {
  return tidy(raw.slice(0, LONGEST_READ).replace(/\s+/gu, ' '), most);
}

function tidy(raw: string, most: number): string {
  const visible = raw
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  const cut = cutTo(visible, most);
  // An isolate keeps right-to-left letters from pulling the rest of the sentence around.
  return RIGHT_TO_LEFT.test(cut) ? `${FIRST_STRONG_ISOLATE}${cut}${POP_ISOLATE}` : cut;
}

/** The first `most` graphemes of `text`, with an ellipsis where something was cut. */
export function cutTo(text: string, most: number): string {
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    count += 1;
    if (count > most) return `${text.slice(0, index)}…`;
  }
  return text;
}

function asShown(text: string): DisplayName {
  if (!isShown(text)) throw new Error('a display name must not be empty');
  return text;
}

function isShown(text: string): text is DisplayName {
  return text.length > 0;
}
