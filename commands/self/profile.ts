/** The profile card (名片): who somebody is here, from the core and from every feature that is on. */
import { type Commanding, lines, localDay } from '#kit';
import type { base } from './base.ts';

export async function profile(context: Commanding<typeof base>): Promise<void> {
  const { community, house, member, say, text, tx } = context;
  const { name, role } = member;
  const facts = await tx.people.facts(member.id);
  const card = facts && {
    messages: facts.messages,
    days: facts.activeDays,
    since: localDay(facts.firstSeenAt, community.calendar),
  };
  return say(
    lines(
      role === 'member'
        ? text('nameOf', { name })
        : text('nameWithRole', { name, role: house.label(role) }),
      card && text('facts', card),
      ...(await house.profile(member)),
    ),
  );
}
