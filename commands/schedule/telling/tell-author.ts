/** Whoever made a schedule hears something of it in private, while they are somebody. */
import type { Context, Line } from '#kit';
import type { Base } from '../base.ts';
import type { Schedule } from '../store/schedules.ts';

export async function tellAuthor(
  { tx, tell }: Context<Base>,
  { author }: Schedule,
  line: Line,
): Promise<void> {
  const member = author && (await tx.people.find(author));
  if (member) await tell(member, line);
}
