/** Values of settings as people write and read them. */
import { cutTo, type Text } from '#kit';
import type { Base } from './base.ts';

type Said = Text<Base['phrases']['zh-CN']>;

/** Longer values are cut where many stand together. */
const LONGEST_SHOWN = 60;

const YES = new Set(['开', '開', '是', '开启', '開啟', 'on', 'yes', 'true']);
const NO = new Set(['关', '關', '否', '关闭', '關閉', 'off', 'no', 'false']);

/** A value in words: switches as on and off, lists and objects as JSON. */
export function shownValue(value: unknown, text: Said): string {
  if (typeof value === 'boolean') return text(value ? 'on' : 'off');
  if (value === undefined || value === null || value === '') return '—';
  return cutTo(typeof value === 'string' ? value : JSON.stringify(value), LONGEST_SHOWN);
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
  return /^\s*[[{]/u.test(typed) ? typed.replace(/[“”]/gu, '"') : typed;
}
