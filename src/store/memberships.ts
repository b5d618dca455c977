/** SQL of memberships: who is in which group, since when, and what they may do there. */
import { sql } from 'kysely';
import type { AccountId, Given, GroupId, Instant, MemberId, PlatformRole, Role } from '#kit';
import { mayActAs, read, write } from '#kit';
import type { Statements } from './sqlite.ts';
import { core } from './tables.ts';

interface InGroup {
  group: GroupId;
  member: MemberId;
}

/** What the platform says of somebody in a group, and what was given by hand. */
export interface Standing {
  readonly role: PlatformRole;
  readonly given_role: Role | null;
}

/** Whichever of the two may do more. */
export function roleOf({ role, given_role }: Standing): Role {
  return given_role !== null && mayActAs(given_role, role) ? given_role : role;
}

const standing = read((p: Given<InGroup>) =>
  core
    .selectFrom('memberships')
    .select(['role', 'given_role'])
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member),
);

/** What a member may do in a group at this moment. */
export function roleIn(connection: Statements, inGroup: InGroup): Role {
  const found = connection.get(standing, inGroup);
  return found ? roleOf(found) : 'member';
}

/** One row per group of the member, the roles as they are at this moment. */
export const standings = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('memberships')
    .select([
      'group_id',
      'role',
      'given_role',
      'joined_at',
      'left_at',
      'messages',
      'first_seen_at',
      'last_seen_at',
    ])
    .where('member_id', '=', p.member)
    .orderBy('group_id'),
);

/** Seen without having spoken: joined, named by the platform, pressed a choice. */
export const see = write((p: Given<InGroup & { at: Instant }>) =>
  core
    .insertInto('memberships')
    .values({ group_id: p.group, member_id: p.member, first_seen_at: p.at, last_seen_at: p.at })
    .onConflict((conflict) => conflict.doNothing()),
);

/** Joins and leaves may be told late or out of order: what happened last holds. */
export const join = write((p: Given<InGroup & { at: Instant; inviter: MemberId | null }>) =>
  core
    .insertInto('memberships')
    .values({
      group_id: p.group,
      member_id: p.member,
      joined_at: p.at,
      inviter_id: p.inviter,
      first_seen_at: p.at,
      last_seen_at: p.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'member_id']).doUpdateSet({
        left_at: sql`case when left_at > excluded.joined_at then left_at end`,
        joined_at: sql`max(coalesce(memberships.joined_at, 0), excluded.joined_at)`,
        inviter_id: sql`coalesce(memberships.inviter_id, excluded.inviter_id)`,
        first_seen_at: sql`min(memberships.first_seen_at, excluded.first_seen_at)`,
        last_seen_at: sql`max(memberships.last_seen_at, excluded.last_seen_at)`,
      }),
    ),
);

/**
 * Whoever was seen again since then is here. Whoever leaves takes no role along, and is nothing but
 * a member on return.
 */
export const leave = write((p: Given<InGroup & { at: Instant }>) =>
  core
    .updateTable('memberships')
    .set({
      left_at: sql`max(coalesce(left_at, 0), ${p.at})`,
      role: 'member',
      given_role: null,
    })
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member)
    .where('last_seen_at', '<=', p.at),
);

/** When a member was seen last in any group. */
export const lastSeen = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('memberships')
    .select((pick) => pick.fn.max('last_seen_at').as('at'))
    .where('member_id', '=', p.member),
);

interface TellRole extends InGroup {
  role: PlatformRole;
  account: AccountId | null;
}

/** Only the account that brought a role can lose it again. */
export const setPlatformRole = write((p: Given<TellRole>) =>
  core
    .updateTable('memberships')
    .set({
      role: sql`${p.role}`,
      role_account_id: sql`iif(${p.role} = 'member', null, ${p.account})`,
    })
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member)
    .where(
      sql<boolean>`(${p.role} <> 'member' or coalesce(role_account_id, ${p.account}) is ${p.account})`,
    ),
);

export const giveRole = write((p: Given<{ member: MemberId; role: Role | null }>) =>
  core.updateTable('memberships').set({ given_role: p.role }).where('member_id', '=', p.member),
);

export const groupsOf = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('memberships')
    .innerJoin('groups', 'groups.id', 'memberships.group_id')
    .select([
      'groups.id',
      'groups.community_id',
      'groups.platform',
      'groups.platform_id',
      'groups.name',
    ])
    .where('memberships.member_id', '=', p.member)
    .where('memberships.left_at', 'is', null)
    .orderBy('groups.id'),
);

/** Everybody who answers for a group: those who hear alarms. */
export const owners = read((_: Given<object>) =>
  core
    .selectFrom('memberships')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .innerJoin('claims', 'claims.member_id', 'members.id')
    .innerJoin('accounts', 'accounts.id', 'claims.account_id')
    .select(['accounts.platform', 'accounts.platform_id', 'accounts.bot', 'members.language'])
    .distinct()
    .where('memberships.role', 'in', ['owner', 'admin'])
    .where('memberships.left_at', 'is', null)
    .orderBy('accounts.id'),
);

export const eraseMemberships = write((p: Given<{ member: MemberId; at: Instant }>) =>
  core
    .updateTable('memberships')
    .set({ left_at: sql`coalesce(left_at, ${p.at})`, given_role: null, role: 'member' })
    .where('member_id', '=', p.member),
);
