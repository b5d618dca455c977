/** Says in plain words why a typed value is not allowed. */

import type { z } from 'zod';
import type { Language } from '#kit';
import { coreText } from './texts/index.ts';

/** In which words a problem is told. */
export interface Wording {
  readonly language: Language;
  /** The words for a code, or the code itself; a feature's own messages are such codes. */
  label(code: string): string;
}

/** More allowed words than this are not listed: the answer must stay one line. */
const MOST_LISTED = 12;

/** @returns one short clause, with the place of the mistake when the value has parts */
export function problemIn(error: z.core.$ZodError, wording: Wording): string {
  const [issue] = error.issues;
  if (!issue) return coreText(wording.language)('wantsOther');
  // The place in a plain list says less than the words do.
  const place = issue.path.every((part) => typeof part === 'number') ? '' : issue.path.join('.');
  return place === '' ? clause(issue, wording) : `${place}: ${clause(issue, wording)}`;
}

function clause(issue: z.core.$ZodIssue, { language, label }: Wording): string {
  const text = coreText(language);
  switch (issue.code) {
    case 'too_small':
      return text('tooSmall', { least: String(issue.minimum) });
    case 'too_big':
      return text(issue.origin === 'array' ? 'tooMany' : 'tooBig', { most: String(issue.maximum) });
    case 'invalid_value':
      return text('wantsOneOf', { values: issue.values.slice(0, MOST_LISTED).join(', ') });
    case 'invalid_type':
      return text(WANTED.get(issue.expected) ?? 'wantsOther');
    case 'custom':
      return label(issue.message);
    default:
      return text('wantsOther');
  }
}

const WANTED: ReadonlyMap<string, 'wantsNumber' | 'wantsWhole' | 'wantsSwitch'> = new Map([
  ['number', 'wantsNumber'],
  ['int', 'wantsWhole'],
  ['boolean', 'wantsSwitch'],
]);
