/** What days look like at the beginning of a text, and which days they are. */
import type { Day } from '#kit';
import type { Days } from '../times/when.ts';

/** Days that come again, or one day; undefined where it only looked like days. */
export type Made = { readonly days: Days } | { readonly day: Day } | undefined;

export type DayPattern = readonly [RegExp, (found: RegExpExecArray, today: Day) => Made];
