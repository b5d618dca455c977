/** Says in plain words why a typed value is not allowed; a feature's own message goes first. */

import type { z } from 'zod';
import type { Language } from '#kit';
import { coreText } from './texts/index.ts';

/** More allowed words than this are not listed: the answer must stay one line. */
const MOST_LISTED = 12;

/** @returns one short clause, with the place of the mistake when the value has parts */
export function problemIn(error: z.core.$ZodError, language: Language): string {
  const [issue] = error.issues;
  if (!issue) return coreText(language)('wantsOther');
  const place = issue.path.join('.');
  return place === '' ? clause(issue, language) : `${place}: ${clause(issue, language)}`;
}

function clause(issue: z.core.$ZodIssue, language: Language): string {
  const text = coreText(language);
  switch (issue.code) {
    case 'too_small':
      return text('tooSmall', { least: String(issue.minimum) });
    case 'too_big':
      return text('tooBig', { most: String(issue.maximum) });
    case 'invalid_value':
      return text('wantsOneOf', { values: issue.values.slice(0, MOST_LISTED).join(', ') });
    case 'invalid_type':
      return text(WANTED.get(issue.expected) ?? 'wantsOther');
    case 'custom':
      return issue.message;
    default:
      return text('wantsOther');
  }
}

const WANTED: ReadonlyMap<string, 'wantsNumber' | 'wantsWhole' | 'wantsSwitch'> = new Map([
  ['number', 'wantsNumber'],
  ['int', 'wantsWhole'],
  ['boolean', 'wantsSwitch'],
]);
