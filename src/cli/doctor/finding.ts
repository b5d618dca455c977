/** What the doctor finds, and how it is shown. */
import picocolors from 'picocolors';
import { Fault } from '#kit';
import { wrapped } from '../terminal/wrap.ts';

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
  /** How wide the terminal is; absent where there is none: then lines are as long as they are. */
  readonly columns?: number | undefined;
}

/** One finding as lines for a terminal; without colours where nobody sees them. */
export function shown(finding: Finding, showing: Showing): string {
  const { state, name, says, remedy, details } = finding;
  const { isColoured, hasDetails = false, columns = Number.POSITIVE_INFINITY } = showing;
  const colours = picocolors.createColors(isColoured);
  const paint = { good: colours.green, note: colours.dim, wrong: colours.red }[state];
  const indent = ' '.repeat(NAME_WIDTH + 3);
  const below = (text: string, room: number) => wrapped(text, columns - indent.length - room);
  const [first, ...rest] = below(says, 0);
  const [todo, ...more] = remedy === undefined ? [] : below(remedy, 2);
  return [
    `${paint(MARKS[state])} ${name.padEnd(NAME_WIDTH)} ${first}`,
    ...rest.map((line) => `${indent}${line}`),
    ...(todo === undefined ? [] : [`${indent}${colours.bold('→')} ${todo}`]),
    ...more.map((line) => `${indent}  ${line}`),
    ...(hasDetails && details !== undefined ? [`${indent}${colours.dim(details)}`] : []),
  ].join('\n');
}
