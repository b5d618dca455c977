/** Everything that is known of a person, gathered for their own eyes. */
import { formatInstant, type Instant, type MemberId, type Reader } from '#kit';
import { activityOf } from '../../store/activity.ts';
import { standings } from '../../store/memberships.ts';
import { unwantedBy } from '../../store/push-wishes.ts';
import type { Registry } from '../registry.ts';

type Facts = Readonly<Record<string, unknown>>;

/** @returns the person's accounts, and for each of their communities what core and features know */
export async function personalDataOf(
  registry: Registry,
  reader: Reader,
  member: MemberId,
): Promise<Facts> {
  const communities: Facts[] = [];
  for (const one of await reader.people.everywhere(member)) {
    communities.push(await inCommunity(registry, reader, one));
  }
  return { accounts: await reader.people.accountsOf(member), communities };
}

async function inCommunity(registry: Registry, reader: Reader, member: MemberId): Promise<Facts> {
  const facts = await reader.people.facts(member);
  const merged: Facts[] = [];
  for (const one of await reader.people.mergedInto(member)) {
    merged.push({ memberId: one, ...(await byFeature(registry, reader, one)) });
  }
  return {
    memberId: member,
    settings: {
      language: facts?.language ?? null,
      isHidden: facts?.isHidden ?? false,
      unwantedPushes: await reader.all(unwantedBy, { member }),
    },
    groups: await groupsOf(reader, member),
    activity: {
      messages: facts?.messages ?? 0,
      activeDays: facts?.activeDays ?? 0,
      days: await daysOf(reader, member),
    },
    ...(await byFeature(registry, reader, member)),
    // Kept under the number of a member that a linked account had before.
    ...(merged.length > 0 ? { merged } : {}),
  };
}

async function byFeature(registry: Registry, reader: Reader, member: MemberId): Promise<Facts> {
  const facts: [string, unknown][] = [];
  for (const { name, personal } of registry.features) {
    if (personal) facts.push([name, await personal.export(reader, member)]);
  }
  return Object.fromEntries(facts);
}

async function groupsOf(reader: Reader, member: MemberId): Promise<readonly Facts[]> {
  const groups: Facts[] = [];
  for (const row of await reader.all(standings, { member })) {
    const group = await reader.people.group(row.group_id);
    groups.push({
      platform: group?.platform,
      group: group?.platformId,
      role: row.role,
      givenRole: row.given_role,
      messages: row.messages,
      firstSeenAt: formatInstant(row.first_seen_at),
      lastSeenAt: formatInstant(row.last_seen_at),
      joinedAt: moment(row.joined_at),
      leftAt: moment(row.left_at),
    });
  }
  return groups;
}

async function daysOf(reader: Reader, member: MemberId): Promise<readonly Facts[]> {
  const rows = await reader.all(activityOf, { member });
  return rows.map(({ day, platform_id, messages, first_at, last_at }) => ({
    day,
    group: platform_id,
    messages,
    firstAt: formatInstant(first_at),
    lastAt: formatInstant(last_at),
  }));
}

function moment(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}
