/** Says in plain words why a typed value is not allowed. */

import type { z } from 'zod';
import { displayName, type Language } from '#kit';
import { coreText } from '../texts/index.ts';

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
  const why = clause(issue, wording);
  // The place in a plain list says less than the words do.
  if (issue.path.every((part) => typeof part === 'number')) return why;
  return coreText(wording.language)('atPlace', { place: placeOf(issue, wording), why });
}

function placeOf({ path }: z.core.$ZodIssue, { language }: Wording): string {
  const text = coreText(language);
  const words = path.map((part) =>
    typeof part === 'number' ? text('itemOfList', { n: part + 1 }) : String(part),
  );
  return words.join(' ');
}

function clause(issue: z.core.$ZodIssue, { language, label }: Wording): string {
  const text = coreText(language);
  switch (issue.code) {
    case 'too_small':
      return text('tooSmall', { least: String(issue.minimum) });
    case 'too_big':
      return text(issue.origin === 'array' ? 'tooMany' : 'tooBig', { most: String(issue.maximum) });
    case 'invalid_value':
      return text('wantsOneOf', { values: issue.values.slice(0, MOST_LISTED).join(text('comma')) });
    case 'invalid_type':
      return text(wantedKind(issue));
    case 'unrecognized_keys':
      return text('noSuchPart', { name: displayName(issue.keys.join(text('comma'))) });
    case 'custom':
      return label(issue.message);
    default:
      return text('wantsOther');
  }
}

type WantedKind =
  | 'wantsNumber'
  | 'wantsWhole'
  | 'wantsSwitch'
  | 'wantsText'
  | 'wantsList'
  | 'wantsPair'
  | 'wantsParts'
  | 'wantsOther';

/** Fields stand in pairs within a list, and under their names elsewhere. */
function wantedKind({ expected, path }: z.core.$ZodIssueInvalidType): WantedKind {
  if (expected !== 'object') return WANTED.get(expected) ?? 'wantsOther';
  return typeof path.at(-1) === 'number' ? 'wantsPair' : 'wantsParts';
}

const WANTED: ReadonlyMap<string, WantedKind> = new Map([
  ['string', 'wantsText'],
  ['number', 'wantsNumber'],
  ['int', 'wantsWhole'],
  ['boolean', 'wantsSwitch'],
  ['array', 'wantsList'],
]);
