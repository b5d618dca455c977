/** SQL of an inviter's figures (邀请成绩), and of who was seen since when. */
import { type Given, type GroupId, type Instant, type MemberId, type Reader, read } from '#kit';
import { type Counts, NONE } from '../rules/figures.ts';
import { db } from './tables.ts';

const counts = read((p: Given<{ inviter: MemberId }>) =>
  db
    .selectFrom('invite_invitations')
    .select((pick) => ['state', pick.fn.countAll<number>().as('count')])
    .where('inviter_id', '=', p.inviter)
    .groupBy('state'),
);

export async function countsOf(reader: Reader, inviter: MemberId): Promise<Counts> {
  const rows = await reader.all(counts, { inviter });
  return { ...NONE, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

const seen = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('memberships')
    .select((pick) => [
      pick.fn.min<Instant | null>('first_seen_at').as('first'),
      pick.fn.max<Instant | null>('joined_at').as('joined'),
    ])
    .where('member_id', '=', p.member),
);

export interface Seen {
  readonly firstSeenAt: Instant;
  /** Undefined when no platform has told of a join. */
  readonly joinedAt: Instant | undefined;
}

/** Since when a member is known; undefined of one who was never in a group. */
export async function seenSince(reader: Reader, member: MemberId): Promise<Seen | undefined> {
  const row = await reader.get(seen, { member });
  if (!row || row.first === null) return undefined;
  return { firstSeenAt: row.first, joinedAt: row.joined ?? undefined };
}

const joins = read((p: Given<{ group: GroupId; since: Instant }>) =>
  db
    .selectFrom('memberships')
    .select((pick) => pick.fn.countAll<number>().as('count'))
    .where('group_id', '=', p.group)
    .where('joined_at', '>=', p.since),
);

/** How many have joined a group since a moment. */
export async function joinsSince(
  reader: Reader,
  values: { readonly group: GroupId; readonly since: Instant },
): Promise<number> {
  return (await reader.get(joins, values))?.count ?? 0;
}
