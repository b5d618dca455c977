/** A member's first day in the community: nobody has missed what was before it. */
import { type Acting, type Day, localDay } from '#kit';
import type { CheckIn } from './base.ts';

export async function firstDayOf({
  tx,
  member,
  today,
  community,
}: Pick<Acting<CheckIn>, 'tx' | 'member' | 'today' | 'community'>): Promise<Day> {
  const seen = await tx.people.facts(member.id);
  return seen === undefined ? today : localDay(seen.firstSeenAt, community.calendar);
}
