/** What managing reads of the core's tables: standing in groups, and the audit trail. */
import {
  type CommunityId,
  type DisplayName,
  displayName,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  mayActAs,
  type Reader,
  type Role,
  read,
  sql,
  tables,
} from '#kit';

interface Seen {
  groups: { id: GroupId; community_id: CommunityId };
  members: { id: MemberId; community_id: CommunityId; name: string; erased_at: Instant | null };
  memberships: {
    group_id: GroupId;
    member_id: MemberId;
    role: Role;
    given_role: Role | null;
    left_at: Instant | null;
  };
  audit: {
    id: number;
    at: Instant;
    community_id: CommunityId;
    operator_id: MemberId | null;
    what: string;
    detail: string;
  };
}

const db = tables<Seen>();

export interface Holder {
  readonly name: DisplayName;
  readonly role: Role;
}

const standings = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('groups')
    // Cross joins keep this order: left to choose, SQLite reads the members of all communities.
    .crossJoin('memberships')
    .crossJoin('members')
    .select(['members.id', 'members.name', 'memberships.role', 'memberships.given_role'])
    .where('groups.community_id', '=', p.community)
    .whereRef('memberships.group_id', '=', 'groups.id')
    .whereRef('members.id', '=', 'memberships.member_id')
    .where('memberships.left_at', 'is', null)
    .where((where) =>
      where.or([where('memberships.role', '!=', 'member'), where('given_role', 'is not', null)]),
    )
    .orderBy('members.id'),
);

/** Everybody with a role in the community, once, with the highest that they have in any group. */
export async function holdersIn(
  reader: Reader,
  community: CommunityId,
): Promise<readonly Holder[]> {
  const highest = new Map<MemberId, Holder>();
  for (const { id, name, role, given_role } of await reader.all(standings, { community })) {
    const best = [role, given_role ?? 'member', highest.get(id)?.role ?? 'member'].reduce(higher);
    highest.set(id, { name: displayName(name), role: best });
  }
  return [...highest.values()];
}

function higher(one: Role, other: Role): Role {
  return mayActAs(one, other) ? one : other;
}

export interface Act {
  readonly at: Instant;
  readonly operator: MemberId | undefined;
  readonly what: string;
  readonly detail: unknown;
}

interface ActsPage {
  community: CommunityId;
  /** Who did it, or whom it concerned; null is anybody. */
  member: MemberId | null;
  /** A JSON list of codes, as `glob` reads them. */
  codes: string;
  skipped: number;
  limit: number;
}

export const newestActs = read((p: Given<ActsPage>) =>
  db
    .selectFrom('audit')
    .select(['at', 'operator_id', 'what', 'detail'])
    .where('community_id', '=', p.community)
    .where(sql<boolean>`(${p.member} is null or operator_id = ${p.member}
      or json_extract(detail, '$.member') = ${p.member})`)
    .where(sql<boolean>`exists (select 1 from json_each(${p.codes}) where what glob value)`)
    .orderBy('id', 'desc')
    .limit(p.limit)
    .offset(p.skipped),
);

interface ActsRequest extends Pick<ActsPage, 'community' | 'skipped' | 'limit'> {
  readonly member: MemberId | undefined;
  readonly codes: readonly string[];
}

/** Entries of the audit trail, newest first. */
export async function actsIn(reader: Reader, request: ActsRequest): Promise<readonly Act[]> {
  const { member = null, codes } = request;
  const page = { ...request, member, codes: JSON.stringify(codes) };
  const rows = await reader.all(newestActs, page);
  return rows.map(({ at, operator_id, what, detail }) => ({
    at,
    operator: operator_id ?? undefined,
    what,
    detail: JSON.parse(detail),
  }));
}
