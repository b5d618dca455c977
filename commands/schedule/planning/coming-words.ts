/** The beginning of what a schedule says next; of several texts which of them that is. */
import type { Context } from '#kit';
import type { Base } from '../base.ts';
import { readContent } from '../reading/read-content.ts';
import type { Schedule } from '../store/schedules.ts';
import { contentOf } from '../telling/show.ts';

/** @param turn which of its texts comes next; the first where that is not known */
export function comingWords(
  { text }: Pick<Context<Base>, 'text'>,
  schedule: Schedule,
  turn = 0,
): string {
  const { parts, order } = readContent(schedule.content);
  const words = contentOf(schedule, turn);
  // A part of a series says by itself which one it is.
  if (parts.length === 1 || order === 'once') return words;
  return text('partComing', { content: words, part: (turn % parts.length) + 1, of: parts.length });
}
