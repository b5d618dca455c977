/** SQL about a member as a person, whatever the groups. */
import { sql } from 'kysely';
import type { AccountId, CommunityId, Given, GroupId, Instant, MemberId } from '#kit';
import { isLookAlike, read, write } from '#kit';
import { core } from './tables.ts';

export const groupById = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('groups')
    .select(['id', 'community_id', 'platform', 'platform_id', 'name'])
    .where('id', '=', p.group),
);

/** A group whose id another one bears by now is only kept for what was counted in it. */
export const groupsOfCommunity = read((p: Given<{ community: CommunityId }>) =>
  core
    .selectFrom('groups')
    .select(['id', 'community_id', 'platform', 'platform_id', 'name'])
    .where('community_id', '=', p.community)
    .where(sql<boolean>`platform_id not like '%~' || id`)
    .orderBy('id'),
);

export const presentMembers = read((p: Given<{ community: CommunityId; group: GroupId | null }>) =>
  core
    .selectFrom('members')
    .select([
      'members.id',
      sql<number>`exists (select 1 from claims join accounts on accounts.id = claims.account_id
        where claims.member_id = members.id and accounts.bot is not null
        and accounts.platform_id is not null)`.as('is_reachable'),
    ])
    .where('members.community_id', '=', p.community)
    .where('members.erased_at', 'is', null)
    .where('members.merged_into', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from memberships
        where memberships.member_id = members.id and memberships.left_at is null
        and memberships.group_id = coalesce(${p.group}, memberships.group_id))`,
    )
    .orderBy('members.id'),
);

/** A member who is here, one of whose accounts has written to the bot in private. */
export const reachableMember = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('members')
    .select('members.id')
    .where('members.id', '=', p.member)
    .where('members.erased_at', 'is', null)
    .where('members.merged_into', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from claims join accounts on accounts.id = claims.account_id
        where claims.member_id = members.id and accounts.bot is not null
        and accounts.platform_id is not null)`,
    )
    .where(
      sql<boolean>`exists (select 1 from memberships
        where memberships.member_id = members.id and memberships.left_at is null)`,
    ),
);

export const memberById = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('members as asked')
    .innerJoin('members', (join) =>
      join.on(sql<boolean>`members.id = coalesce(asked.merged_into, asked.id)`),
    )
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
      isLookAlike.as('is_look_alike'),
    ])
    .where('asked.id', '=', p.member)
    .where('members.erased_at', 'is', null)
    .orderBy('accounts.talked_at', (order) => order.desc().nullsLast())
    .orderBy('claims.account_id', 'desc')
    .limit(1),
);

/** Of the number itself, whoever it goes on as. */
export const homeOf = read((p: Given<{ member: MemberId }>) =>
  core.selectFrom('members').select('community_id').where('id', '=', p.member),
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

export const eraseClaims = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('claims').where('member_id', '=', p.member),
);

export const claimedBy = read((p: Given<{ member: MemberId }>) =>
  core.selectFrom('claims').select('account_id').where('member_id', '=', p.member),
);

/** An account that stands for nobody any more is forgotten altogether. */
export const dropIfLoose = write((p: Given<{ account: AccountId }>) =>
  core
    .deleteFrom('accounts')
    .where('id', '=', p.account)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('claims')
            .select('claims.member_id')
            .whereRef('claims.account_id', '=', 'accounts.id'),
        ),
      ),
    ),
);

/** The names of a member and of those who were merged into them. */
export const namesOf = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('members')
    .select('name')
    .where((where) => where.or([where('id', '=', p.member), where('merged_into', '=', p.member)])),
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
