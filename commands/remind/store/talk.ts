/** SQL of silence: when a group talked last, and who has not spoken for long. */
import {
  type CommunityId,
  type Day,
  type DisplayName,
  type Given,
  type GroupId,
  type Instant,
  isLookAlike,
  type MemberId,
  markedName,
  type Reader,
  read,
  sql,
} from '#kit';
import { db } from './tables.ts';

const last = read((p: Given<{ group: GroupId }>) =>
  db
    .selectFrom('activity_days')
    .select((pick) => pick.fn.max('last_at').as('at'))
    .where('group_id', '=', p.group)
    .where('day', '=', sql<Day>`(select max(day) from activity_days where group_id = ${p.group})`),
);

/** Undefined where nobody has ever spoken. */
export async function lastTalk(reader: Reader, group: GroupId): Promise<Instant | undefined> {
  return (await reader.get(last, { group }))?.at ?? undefined;
}

interface Silence {
  readonly community: CommunityId;
  /** Whoever has spoken or come since is not silent. */
  readonly before: Instant;
  readonly limit: number;
}

const silent = read((p: Given<Silence>) =>
  db
    .selectFrom('groups')
    // A cross join keeps this order: along the key of the memberships, group by group.
    .crossJoin('memberships')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .select((pick) => [
      'members.id',
      'members.name',
      pick.fn.sum<number>('memberships.messages').as('messages'),
      pick.fn.max('memberships.last_seen_at').as('last_at'),
      sql<number>`count(*) over ()`.as('count'),
      isLookAlike.as('is_look_alike'),
    ])
    .whereRef('memberships.group_id', '=', 'groups.id')
    .where('groups.community_id', '=', p.community)
    .where('memberships.left_at', 'is', null)
    .where('members.erased_at', 'is', null)
    .groupBy('members.id')
    .having((pick) => pick.fn.max('memberships.last_seen_at'), '<', p.before)
    .orderBy('last_at')
    .orderBy('members.id')
    .limit(p.limit),
);

export interface SilentMember {
  readonly id: MemberId;
  readonly name: DisplayName;
  /** When they spoke last, in whichever group; undefined when never. */
  readonly spokeAt: Instant | undefined;
}

/** Who is in a group of the community and has said nothing for long, the longest first. */
export async function silentIn(
  reader: Reader,
  silence: Silence,
): Promise<{ readonly count: number; readonly first: readonly SilentMember[] }> {
  const rows = await reader.all(silent, silence);
  const first = rows.map(({ id, name, messages, last_at, is_look_alike }) => ({
    id,
    name: markedName(name, is_look_alike === 1),
    spokeAt: messages > 0 ? last_at : undefined,
  }));
  return { count: rows[0]?.count ?? 0, first };
}
