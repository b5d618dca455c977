/** SQL that finds or makes the group and the member behind an event. */
import { sql } from 'kysely';
import type {
  AccountId,
  CommunityId,
  Given,
  GroupId,
  Instant,
  Language,
  MemberId,
  PlatformId,
  Zone,
} from '#kit';
import { read, write } from '#kit';
import { core } from './tables.ts';

export interface Outside {
  platform: string;
  platformId: PlatformId;
}

export const nameGroup = write((p: Given<{ group: GroupId; name: string }>) =>
  core.updateTable('groups').set({ name: p.name }).where('id', '=', p.group),
);

export const groupByPlatform = read((p: Given<Outside>) =>
  core
    .selectFrom('groups')
    .select(['id', 'community_id', 'platform_id', 'name'])
    .where('platform', '=', p.platform)
    .where('platform_id', '=', p.platformId),
);

export interface NewCommunity {
  at: Instant;
  language: Language | null;
  zone: Zone | null;
}

export const addCommunity = write((p: Given<NewCommunity>) =>
  core
    .insertInto('communities')
    .values({
      // `c1`, `c2`, …: short enough to type after --community.
      key: sql<string>`'c' || (select coalesce(max(id), 0) + 1 from communities)`,
      created_at: p.at,
      language: p.language,
      zone: p.zone,
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

export const moveGroup = write((p: Given<{ group: GroupId; to: PlatformId }>) =>
  core.updateTable('groups').set({ platform_id: p.to }).where('id', '=', p.group),
);

/** Frees a platform's id of a group; the row stays for what was counted in it. */
export const retireGroup = write((p: Given<Outside>) =>
  core
    .updateTable('groups')
    .set({ platform_id: sql`platform_id || '~' || id` })
    .where('platform', '=', p.platform)
    .where('platform_id', '=', p.platformId),
);

/** What waits for a group, or is under way and may come back, is sent to its new id. */
export const moveLetters = write(
  (p: Given<{ platform: string; from: PlatformId; to: PlatformId }>) =>
    core
      .updateTable('outbox')
      .set({
        lane: sql`'g:' || ${p.to}`,
        body: sql`json_set(body, '$.to.group', ${p.to})`,
      })
      .where('platform', '=', p.platform)
      .where('lane', '=', sql<string>`'g:' || ${p.from}`)
      .where(sql<boolean>`state in ('planned', 'sending')`),
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
    .select(['members.id', 'members.name', 'members.language', 'accounts.person'])
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

/** The other accounts of the same person stand for the same member, before they are seen here. */
export const addClaimsOfPerson = write(
  (p: Given<{ account: AccountId; community: CommunityId; member: MemberId }>) =>
    core
      .insertInto('claims')
      .columns(['account_id', 'community_id', 'member_id'])
      .expression((from) =>
        from
          .selectFrom('accounts as own')
          .innerJoin('accounts as others', 'others.person', 'own.person')
          .select([
            'others.id',
            sql<CommunityId>`${p.community}`.as('community'),
            sql<MemberId>`${p.member}`.as('member'),
          ])
          .where('own.id', '=', p.account),
      )
      .onConflict((conflict) => conflict.doNothing()),
);

export const rename = write((p: Given<{ member: MemberId; name: string }>) =>
  core.updateTable('members').set({ name: p.name }).where('id', '=', p.member),
);

/** The communities in which an account is a member, the latest used first. */
export const communitiesOf = read((p: Given<Outside>) =>
  core
    .selectFrom('accounts')
    .innerJoin('claims', 'claims.account_id', 'accounts.id')
    .leftJoin('memberships', 'memberships.member_id', 'claims.member_id')
    .select('claims.community_id')
    .where('accounts.platform', '=', p.platform)
    .where('accounts.platform_id', '=', p.platformId)
    .groupBy('claims.community_id')
    .orderBy(
      (by) => by.fn.max('memberships.last_seen_at'),
      (order) => order.desc().nullsLast(),
    )
    .orderBy('claims.community_id'),
);
