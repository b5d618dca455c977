/** SQL for communities, groups, members and their standing in groups. */

import { sql } from 'kysely';
import type {
  AccountId,
  CommunityId,
  Given,
  GroupId,
  Instant,
  MemberId,
  PlatformId,
  PlatformRole,
  Role,
} from '#kit';
import { mayActAs, read, write } from '#kit';
import { core } from './tables.ts';

export interface Outside {
  platform: string;
  platformId: PlatformId;
}

interface InGroup {
  group: GroupId;
  member: MemberId;
}

export const groupByPlatform = read((p: Given<Outside>) =>
  core
    .selectFrom('groups')
    .select(['id', 'community_id', 'platform_id'])
    .where('platform', '=', p.platform)
    .where('platform_id', '=', p.platformId),
);

export const groupById = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('groups')
    .select(['id', 'community_id', 'platform', 'platform_id'])
    .where('id', '=', p.group),
);

export const addCommunity = write((p: Given<{ at: Instant }>) =>
  core
    .insertInto('communities')
    .values({
      // `c1`, `c2`, …: short enough to type after --community.
      key: sql<string>`'c' || (select coalesce(max(id), 0) + 1 from communities)`,
      created_at: p.at,
    })
    .returning('id'),
);

export const addGroup = write((p: Given<Outside & { community: CommunityId; at: Instant }>) =>
  core
    .insertInto('groups')
    .values({
      community_id: p.community,
      platform: p.platform,
      platform_id: p.platformId,
      created_at: p.at,
    })
    .returning('id'),
);

export const accountByPlatform = read((p: Given<Outside>) =>
  core
    .selectFrom('accounts')
    .select('id')
    .where('platform', '=', p.platform)
    .where('platform_id', '=', p.platformId),
);

export const addAccount = write((p: Given<Outside>) =>
  core
    .insertInto('accounts')
    .values({ platform: p.platform, platform_id: p.platformId })
    .returning('id'),
);

export const memberByAccount = read((p: Given<Outside & { community: CommunityId }>) =>
  core
    .selectFrom('accounts')
    .innerJoin('claims', 'claims.account_id', 'accounts.id')
    .innerJoin('members', 'members.id', 'claims.member_id')
    .select(['members.id', 'members.name', 'members.language'])
    .where('accounts.platform', '=', p.platform)
    .where('accounts.platform_id', '=', p.platformId)
    .where('claims.community_id', '=', p.community),
);

export const addMember = write((p: Given<{ community: CommunityId; name: string }>) =>
  core.insertInto('members').values({ community_id: p.community, name: p.name }).returning('id'),
);

export const addClaim = write(
  (p: Given<{ account: AccountId; community: CommunityId; member: MemberId }>) =>
    core
      .insertInto('claims')
      .values({ account_id: p.account, community_id: p.community, member_id: p.member }),
);

export const rename = write((p: Given<{ member: MemberId; name: string }>) =>
  core.updateTable('members').set({ name: p.name }).where('id', '=', p.member),
);

export const memberById = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('members')
    .leftJoin('claims', 'claims.member_id', 'members.id')
    .leftJoin('accounts', 'accounts.id', 'claims.account_id')
    .select([
      'members.id',
      'members.community_id',
      'members.name',
      'members.language',
      'members.is_hidden',
      'accounts.platform',
      'accounts.platform_id',
    ])
    .where('members.id', '=', p.member)
    .where('members.erased_at', 'is', null)
    .orderBy('claims.account_id')
    .limit(1),
);

/** One row per group of the member, the roles as they are at this moment. */
export const standings = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('memberships')
    .select([
      'group_id',
      'role',
      'given_role',
      'left_at',
      'messages',
      'first_seen_at',
      'last_seen_at',
    ])
    .where('member_id', '=', p.member)
    .orderBy('group_id'),
);

export const standingIn = read((p: Given<InGroup>) =>
  core
    .selectFrom('memberships')
    .select(['role', 'given_role'])
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member),
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

/** Whoever was seen again since then is here. */
export const leave = write((p: Given<InGroup & { at: Instant }>) =>
  core
    .updateTable('memberships')
    .set({ left_at: sql`max(coalesce(left_at, 0), ${p.at})` })
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

export const setPlatformRole = write((p: Given<InGroup & { role: PlatformRole }>) =>
  core
    .updateTable('memberships')
    .set({ role: p.role })
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member),
);

export const giveRole = write((p: Given<{ member: MemberId; role: Role | null }>) =>
  core.updateTable('memberships').set({ given_role: p.role }).where('member_id', '=', p.member),
);

export const groupsOf = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('memberships')
    .innerJoin('groups', 'groups.id', 'memberships.group_id')
    .select(['groups.id', 'groups.community_id', 'groups.platform', 'groups.platform_id'])
    .where('memberships.member_id', '=', p.member)
    .where('memberships.left_at', 'is', null)
    .orderBy('groups.id'),
);

export const accountsOf = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('claims')
    .innerJoin('accounts', 'accounts.id', 'claims.account_id')
    .innerJoin('members', 'members.id', 'claims.member_id')
    .select(['accounts.platform', 'accounts.platform_id', 'members.name'])
    .where('claims.member_id', '=', p.member)
    .orderBy('accounts.id'),
);

/** The communities in which an account is a member, the latest used first. */
export const communitiesOf = read((p: Given<Outside>) =>
  core
    .selectFrom('accounts')
    .innerJoin('claims', 'claims.account_id', 'accounts.id')
    .innerJoin('memberships', 'memberships.member_id', 'claims.member_id')
    .select('claims.community_id')
    .where('accounts.platform', '=', p.platform)
    .where('accounts.platform_id', '=', p.platformId)
    .groupBy('claims.community_id')
    .orderBy((by) => by.fn.max('memberships.last_seen_at'), 'desc')
    .orderBy('claims.community_id'),
);

export const setLanguage = write((p: Given<{ member: MemberId; language: string | null }>) =>
  core
    .updateTable('members')
    .set({ language: sql`${p.language}` })
    .where('id', '=', p.member),
);

export const setHidden = write((p: Given<{ member: MemberId; isHidden: number }>) =>
  core.updateTable('members').set({ is_hidden: p.isHidden }).where('id', '=', p.member),
);

export const eraseMember = write((p: Given<{ member: MemberId; at: Instant }>) =>
  core
    .updateTable('members')
    .set({ name: '', language: null, is_hidden: 1, erased_at: p.at })
    .where('id', '=', p.member),
);

export const eraseMemberships = write((p: Given<{ member: MemberId; at: Instant }>) =>
  core
    .updateTable('memberships')
    .set({ left_at: sql`coalesce(left_at, ${p.at})`, given_role: null, role: 'member' })
    .where('member_id', '=', p.member),
);

export const eraseClaims = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('claims').where('member_id', '=', p.member),
);

/** An account that stands for nobody any more is forgotten altogether. */
export const dropLooseAccounts = write((_: Given<object>) =>
  core.deleteFrom('accounts').where('id', 'not in', core.selectFrom('claims').select('account_id')),
);

/** All members, in whatever community, that share an account with this one; itself included. */
export const samePerson = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('claims')
    .innerJoin('claims as others', 'others.account_id', 'claims.account_id')
    .select('others.member_id')
    .distinct()
    .where('claims.member_id', '=', p.member)
    .orderBy('others.member_id'),
);

/** What the platform says of somebody in a group, and what was given by hand. */
export interface Standing {
  readonly role: PlatformRole;
  readonly given_role: Role | null;
}

/** Whichever of the two may do more. */
export function roleOf({ role, given_role }: Standing): Role {
  return given_role !== null && mayActAs(given_role, role) ? given_role : role;
}

/** Everybody who answers for a group: those who hear alarms. */
export const owners = read((_: Given<object>) =>
  core
    .selectFrom('memberships')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .innerJoin('claims', 'claims.member_id', 'members.id')
    .innerJoin('accounts', 'accounts.id', 'claims.account_id')
    .select(['accounts.platform', 'accounts.platform_id', 'members.language'])
    .distinct()
    .where('memberships.role', 'in', ['owner', 'admin'])
    .where('memberships.left_at', 'is', null)
    .orderBy('accounts.id'),
);
