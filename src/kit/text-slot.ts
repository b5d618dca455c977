/**
 * Slots in a text that a manager writes (填空): `{今日签到人数}`, `{距离 春节}`. A feature offers its
 * own, and a text is filled when it is sent. What a slot says of members is data, like everything
 * they write.
 */
import type { Base } from './base.ts';
import type { Context } from './context.ts';

export interface TextSlot<B extends Base = Base> {
  /**
   * Its value as of now.
   * @param about what stands behind its name in the braces; empty when nothing does
   * @returns undefined where it can say nothing: managers are told when they write it
   */
  value(context: Context<B>, about: string): Promise<string | number | undefined>;
}

/** A slot as somebody has written it. */
export interface WrittenSlot {
  /** With its braces. */
  readonly written: string;
  /** What stands between them. */
  readonly inside: string;
}

/** Braces hold a slot when they are as short as one, in one line. */
const SLOT = /[{｛]([^{}｛｝\n]{1,40})[}｝]/gu;

/** The slots of a text, each once, in their order. */
export function slotsIn(text: string): readonly WrittenSlot[] {
  const found = [...text.matchAll(SLOT)];
  const all = new Map(found.map(([written, inside = '']) => [written, inside.trim()]));
  return [...all].map(([written, inside]) => ({ written, inside }));
}

/** Puts values in the place of slots; what has none stays as it is, and no value is looked into. */
export function withSlots(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(SLOT, (written) => values.get(written) ?? written);
}
