/** Values of settings as people write and read them. */
import { cutTo, type Text } from '#kit';
import type { Base } from './base.ts';

type Said = Text<Base['phrases']['zh-CN']>;

/** Longer values are cut, in graphemes; the longest list of a feature of ours fits. */
const LONGEST_SHOWN = 500;
const LONGEST_IN_SENTENCE = 80;

const YES = new Set(['开', '開', '是', '开启', '開啟', 'on', 'yes', 'true']);
/** Empties a list; the dash is how an empty one is shown. */
const NOTHING = new Set(['—', '-', '无', '無', 'none']);
const NO = new Set(['关', '關', '否', '关闭', '關閉', 'off', 'no', 'false']);

interface Words {
  readonly text: Said;
}

/** A value as it is typed: `7=20+1, 30=100` for a list, `price=20, lastDays=7` for parts. */
export function shownValue(words: Words, value: unknown): string {
  return cutTo(inWords(words, value), LONGEST_SHOWN);
}

/** A value in a sentence: only its beginning. */
export function shortValue(words: Words, value: unknown): string {
  return cutTo(inWords(words, value), LONGEST_IN_SENTENCE);
}

function inWords(words: Words, value: unknown): string {
  if (typeof value === 'boolean') return words.text(value ? 'on' : 'off');
  if (value === undefined || value === null || value === '') return '—';
  if (Array.isArray(value)) return listed(value.map((item) => rowOf(words, item)));
  if (!isFlat(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  return listed(Object.entries(value).map(([name, part]) => `${name}=${inWords(words, part)}`));
}

/** `7=20+1`: its first field, and what belongs to it; nothing at the end is left out. */
function rowOf(words: Words, value: unknown): string {
  if (!isFlat(value)) return inWords(words, value);
  const fields = Object.values(value);
  while (fields.length > 2 && fields.at(-1) === 0) fields.pop();
  const [first = '', ...others] = fields.map((part) => inWords(words, part));
  return `${first}=${others.join('+')}`;
}

function listed(parts: readonly string[]): string {
  return parts.length === 0 ? '—' : parts.join(', ');
}

/** Named parts without parts of their own. */
function isFlat(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((part) => typeof part !== 'object');
}

/**
 * What was typed, as the setting's schema reads it: «开» becomes `true` where a switch is set, and
 * what phones make of digits and quotes becomes plain again.
 * @param before the value now, which tells what kind is wanted
 */
export function plainValue(typed: string, before: unknown): string {
  const plain = typed.normalize('NFKC');
  if (typeof before === 'boolean') {
    const word = plain.toLowerCase();
    if (YES.has(word)) return 'true';
    return NO.has(word) ? 'false' : plain;
  }
  if (typeof before === 'number') return plain;
  if (Array.isArray(before) && NOTHING.has(plain.trim().toLowerCase())) return '[]';
  return /^\s*[[{［｛]/u.test(typed) ? plainJson(typed) : typed;
}

/** JSON with the marks that a phone's Chinese keyboard writes; words in quotes stay as typed. */
function plainJson(typed: string): string {
  const quoted = typed.replace(/[“”]/gu, '"');
  return quoted.replace(/"[^"]*"|[，：［］｛｝]/gu, (part) =>
    part.startsWith('"') ? part : part.normalize('NFKC'),
  );
}
