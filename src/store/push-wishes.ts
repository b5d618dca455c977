/** SQL of which kinds of push (推送) a community or a member does not want. */
import { sql } from 'kysely';
import { type CommunityId, type Given, type MemberId, type PlatformId, read, write } from '#kit';
import { core } from './tables.ts';

/** Member 0 is the community as a whole. */
interface Wish {
  community: CommunityId;
  member: MemberId | 0;
  feature: string;
  kind: string;
}

export const refuseKind = write((p: Given<Wish>) =>
  core
    .insertInto('pushes_off')
    .values({ community_id: p.community, member_id: p.member, feature: p.feature, kind: p.kind })
    .onConflict((conflict) => conflict.doNothing()),
);

export const wantKind = write((p: Given<Wish>) =>
  core
    .deleteFrom('pushes_off')
    .where('community_id', '=', p.community)
    .where('member_id', '=', p.member)
    .where('feature', '=', p.feature)
    .where('kind', '=', p.kind),
);

/** The kinds that a member, or with 0 the community, does not want. */
export const refusedBy = read((p: Given<{ community: CommunityId; member: MemberId | 0 }>) =>
  core
    .selectFrom('pushes_off')
    .select(['feature', 'kind'])
    .where('community_id', '=', p.community)
    .where('member_id', '=', p.member)
    .orderBy('feature')
    .orderBy('kind'),
);

/** The same of a member wherever they are, for their own eyes. */
export const unwantedBy = read((p: Given<{ member: MemberId }>) =>
  core
    .selectFrom('pushes_off')
    .select(['feature', 'kind'])
    .where('member_id', '=', p.member)
    .where('member_id', '>', 0)
    .orderBy('feature')
    .orderBy('kind'),
);

interface Mentioned {
  community: CommunityId;
  platform: string;
  account: PlatformId;
  feature: string;
  kind: string;
}

/** A row when the member behind an account does not want to be mentioned by a kind. */
export const doesNotWant = read((p: Given<Mentioned>) =>
  core
    .selectFrom('accounts')
    .innerJoin('claims', 'claims.account_id', 'accounts.id')
    .innerJoin('pushes_off', 'pushes_off.member_id', 'claims.member_id')
    .select('pushes_off.member_id')
    .where('accounts.platform', '=', p.platform)
    .where('accounts.platform_id', '=', p.account)
    .where('claims.community_id', '=', p.community)
    .where('pushes_off.community_id', '=', p.community)
    .where('pushes_off.feature', '=', p.feature)
    .where('pushes_off.kind', '=', p.kind)
    .limit(1),
);

/** The wishes of a member go. */
export const dropWishes = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('pushes_off').where('member_id', '=', p.member),
);

/** Whoever was one of two people who are one now still does not want what either did not. */
export const passWishes = write((p: Given<{ from: MemberId; into: MemberId }>) =>
  core
    .insertInto('pushes_off')
    .columns(['community_id', 'member_id', 'feature', 'kind'])
    .expression(
      core
        .selectFrom('pushes_off')
        .select([
          'community_id',
          sql<MemberId>`cast(${p.into} as integer)`.as('member_id'),
          'feature',
          'kind',
        ])
        .where('member_id', '=', p.from),
    )
    .onConflict((conflict) => conflict.doNothing()),
);
