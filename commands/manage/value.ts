/** Values of settings as people write and read them. */
import { cutTo, type Text } from '#kit';
import type { Base } from './base.ts';

type Said = Text<Base['phrases']['zh-CN']>;

/** Longer values are cut, in graphemes: an answer must stay readable. */
const LONGEST_SHOWN = 120;
const LONGEST_AMONG_MANY = 24;

const YES = new Set(['开', '開', '是', '开启', '開啟', 'on', 'yes', 'true']);
/** Empties a list; the dash is how an empty one is shown. */
const NOTHING = new Set(['—', '-', '无', '無', 'none']);
const NO = new Set(['关', '關', '否', '关闭', '關閉', 'off', 'no', 'false']);

/** A value as it may be typed: switches as on and off, words with commas, the rest as JSON. */
export function shownValue(value: unknown, text: Said): string {
  if (typeof value === 'boolean') return text(value ? 'on' : 'off');
  if (value === undefined || value === null || value === '') return '—';
  if (Array.isArray(value) && value.length === 0) return '—';
  return cutTo(isWords(value) ? String(value) : JSON.stringify(value), LONGEST_SHOWN);
}

/** A value among many others: only its beginning. */
export function shortValue(value: unknown, text: Said): string {
  return cutTo(shownValue(value, text), LONGEST_AMONG_MANY);
}

function isWords(value: unknown): boolean {
  return Array.isArray(value)
    ? value.every((item) => typeof item === 'string')
    : typeof value === 'string';
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
  return /^\s*[[{]/u.test(typed) ? typed.replace(/[“”]/gu, '"') : typed;
}
