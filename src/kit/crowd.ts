/**
 * A crowd (扎堆): many members do the same thing at once. Each alone is answered at once; the answers
 * to a crowd are collected and go out together a little later, so that nobody reads a wall of text
 * and nobody is left without an answer.
 */
import type { Context, Later } from './context.ts';
import { after, type Instant, type Span } from './instant.ts';

export interface Crowd extends Omit<Later, 'at'> {
  /**
   * When the bot heard of the one that is so many places earlier as make a crowd; undefined where
   * there were not so many.
   */
  readonly earlier: Instant | undefined;
  /** Less than so long after {@link Crowd.earlier} it is a crowd. */
  readonly within: Span;
  /** How long answers are collected. */
  readonly collected: Span;
}

/**
 * Tells whether somebody is one of a crowd, and then plans the answer to all of it; what is planned
 * twice under one key happens once, at the time of the first. It is measured by the bot's own
 * clock, so that what was held up together is answered together.
 */
export async function joinsCrowd(
  { heardAt, later }: Pick<Context, 'heardAt' | 'later'>,
  { earlier, within, collected, ...item }: Crowd,
): Promise<boolean> {
  if (earlier === undefined || after(earlier, within) <= heardAt) return false;
  await later({ ...item, at: after(heardAt, collected) });
  return true;
}
