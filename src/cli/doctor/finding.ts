/** What the doctor finds, and how it is shown. */
import picocolors from 'picocolors';
import { Fault } from '#kit';

export interface Finding {
  /** `note` is worth knowing and nothing to mend. */
  readonly state: 'good' | 'note' | 'wrong';
  /** What was looked at, in a word or two. */
  readonly name: string;
  readonly says: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** Words of a platform or a library, shown only to who asks for them. */
  readonly details?: string;
}

export function good(name: string, says: string): Finding {
  return { state: 'good', name, says };
}

export function note(name: string, says: string): Finding {
  return { state: 'note', name, says };
}

/** Carries a check out; a fault that it meets is what it found. */
export function looking(name: string, check: () => Finding, remedy?: string): Finding {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const finding: Finding = { state: 'wrong', name, says: error.message };
    return remedy === undefined ? finding : { ...finding, remedy };
  }
}

const MARKS = { good: '✓', note: '·', wrong: '✗' } as const;
const NAME_WIDTH = 14;

/** How much of a finding is shown, and how. */
export interface Showing {
  readonly isColoured: boolean;
  readonly hasDetails?: boolean;
}

/** One finding as lines for a terminal; without colours where nobody sees them. */
export function shown(finding: Finding, { isColoured, hasDetails = false }: Showing): string {
  const { state, name, says, remedy, details } = finding;
  const colours = picocolors.createColors(isColoured);
  const paint = { good: colours.green, note: colours.dim, wrong: colours.red }[state];
  const line = `${paint(MARKS[state])} ${name.padEnd(NAME_WIDTH)} ${says}`;
  const indent = ' '.repeat(NAME_WIDTH + 3);
  return [
    line,
    ...(remedy === undefined ? [] : [`${indent}${colours.bold('→')} ${remedy}`]),
    ...(hasDetails && details !== undefined ? [`${indent}${colours.dim(details)}`] : []),
  ].join('\n');
}
