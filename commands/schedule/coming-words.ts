/** The beginning of what a schedule says next; of several texts which of them that is. */
import type { Context } from '#kit';
import type { Base } from './base.ts';
import { partAt, readContent } from './read-content.ts';
import { beginning } from './show.ts';
import type { Schedule } from './store/schedules.ts';

export function comingWords({ text }: Pick<Context<Base>, 'text'>, schedule: Schedule): string {
  const content = readContent(schedule.content);
  const { parts, order } = content;
  const coming = partAt(content, schedule.said) ?? schedule.content;
  const words = beginning({ ...schedule, content: coming });
  // A part of a series says by itself which one it is.
  if (parts.length === 1 || order === 'once') return words;
  const n = (schedule.said % parts.length) + 1;
  return text('partComing', { content: words, part: n, of: parts.length });
}
