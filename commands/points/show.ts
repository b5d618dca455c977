/** How points are shown: signed, with what they were for. */
import { cutTo, displayName, type Line, type Text } from '#kit';
import type { Base } from './base.ts';

type PointsText = Text<Base['phrases']['zh-CN']>;

/** Longest note kept, in characters as a reader counts them. */
const LONGEST_NOTE = 100;

/** `+5` or `-5`. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}

/** What a person wrote, cut to a length that is worth keeping. */
export function noteOf(typed: string | undefined): string | undefined {
  return typed === undefined ? undefined : cutTo(typed, LONGEST_NOTE);
}

/** The words of a person in brackets, made safe to show; nothing where there are none. */
export function because(text: PointsText, note: string | undefined): Line | '' {
  return note === undefined ? '' : text('because', { why: displayName(note) });
}
