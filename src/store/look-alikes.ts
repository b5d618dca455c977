/** SQL of names that pass for a manager's: who is to be compared with whom, and who was found. */
import {
  type CommunityId,
  type Given,
  type Instant,
  type MemberId,
  mayActAs,
  type PlatformId,
  type Role,
  read,
  write,
} from '#kit';
import { roleOf } from './memberships.ts';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

interface Pair {
  member: MemberId;
  of: MemberId;
}

/** Everybody with a role in a community, once for each account and group. */
const holders = read((p: Given<{ community: CommunityId }>) =>
  core
    .selectFrom('groups')
    // Cross joins keep this order: left to choose, SQLite reads the members of all communities.
    .crossJoin('memberships')
    .crossJoin('members')
    .leftJoin('claims', 'claims.member_id', 'members.id')
    .leftJoin('accounts', 'accounts.id', 'claims.account_id')
    .select([
      'members.id',
      'members.name',
      'members.language',
      'memberships.role',
      'memberships.given_role',
      'accounts.platform',
      'accounts.platform_id',
    ])
    .where('groups.community_id', '=', p.community)
    .whereRef('memberships.group_id', '=', 'groups.id')
    .whereRef('members.id', '=', 'memberships.member_id')
    .where('memberships.left_at', 'is', null)
    .where((where) =>
      where.or([where('memberships.role', '!=', 'member'), where('given_role', 'is not', null)]),
    )
    .orderBy('members.id'),
);

export interface Holder {
  readonly id: MemberId;
  readonly name: string;
  readonly language: string | null;
  readonly role: Role;
  readonly platform: string | null;
  readonly account: PlatformId | null;
}

/** Owners, admins and managers of a community; once for each account of theirs. */
export function holdersIn(connection: Statements, community: CommunityId): readonly Holder[] {
  return connection
    .all(holders, { community })
    .map((row) => ({ ...row, role: roleOf(row), account: row.platform_id }))
    .filter(({ role }) => mayActAs(role, 'manager'));
}

const marks = read((_: Given<object>) =>
  core.selectFrom('look_alikes').select(['member_id', 'of_id']).where('is_on', '=', 1),
);

/** Whom each marked member passes for. */
export function markedMembers(connection: Statements): Map<MemberId, MemberId> {
  return new Map(connection.all(marks, {}).map((row) => [row.member_id, row.of_id]));
}

const add = write((p: Given<Pair & { at: Instant }>) =>
  core
    .insertInto('look_alikes')
    .values({ member_id: p.member, of_id: p.of, first_at: p.at, is_on: 1 })
    .onConflict((conflict) => conflict.doNothing()),
);

const turnOn = write((p: Given<Pair>) =>
  core
    .updateTable('look_alikes')
    .set({ is_on: 1 })
    .where('member_id', '=', p.member)
    .where('of_id', '=', p.of),
);

const turnOff = write((p: Given<{ member: MemberId }>) =>
  core.updateTable('look_alikes').set({ is_on: 0 }).where('member_id', '=', p.member),
);

/** @returns whether this pair was never found before */
export function mark(connection: Statements, { at, ...pair }: Pair & { at: Instant }): boolean {
  connection.run(turnOff, { member: pair.member });
  const isNew = connection.run(add, { ...pair, at }) === 1;
  if (!isNew) connection.run(turnOn, pair);
  return isNew;
}

/** The name is the member's own again. */
export function unmark(connection: Statements, member: MemberId): void {
  connection.run(turnOff, { member });
}
