/** Everything that is known of a member, gathered for their own eyes. */
import { formatInstant, type MemberId, type Reader } from '#kit';
import type { Registry } from './registry.ts';

export async function personalDataOf(
  { features }: Registry,
  reader: Reader,
  member: MemberId,
): Promise<Readonly<Record<string, unknown>>> {
  const facts = await reader.people.facts(member);
  const data: Record<string, unknown> = {
    accounts: await reader.people.accountsOf(member),
    groups: (await reader.people.groupsOf(member)).map(({ platformId }) => platformId),
    activity: facts && {
      messages: facts.messages,
      activeDays: facts.activeDays,
      firstSeenAt: formatInstant(facts.firstSeenAt),
      lastSeenAt: formatInstant(facts.lastSeenAt),
    },
  };
  for (const { name, personal } of features) {
    if (personal) data[name] = await personal.export(reader, member);
  }
  return data;
}
