/** SQL of groups that change their community (加入社群, 退出社群), and of who their people are there. */
import { type RawBuilder, sql } from 'kysely';
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type Language,
  type MemberId,
  read,
  write,
  type Zone,
} from '#kit';
import { HOUSE } from './due.ts';
import { core } from './tables.ts';

interface Pair {
  from: MemberId;
  into: MemberId;
}

/** What the builder cannot say, as a statement. */
function written<Values, Row = never>(build: (given: Given<Values>) => RawBuilder<Row>) {
  return write<Values, Row>((given) => ({ compile: () => build(given).compile(core) }));
}

/** Everybody of a community who goes on as themselves. */
export const peopleOf = read((p: Given<{ community: CommunityId }>) =>
  core
    .selectFrom('members')
    .select(['id', 'erased_at'])
    .where('community_id', '=', p.community)
    .where('merged_into', 'is', null)
    .orderBy('id'),
);

/** What those people hold together who are not forgotten. */
export const pointsOf = read((p: Given<{ community: CommunityId }>) =>
  core
    .selectFrom('members')
    .innerJoin('balances', 'balances.member_id', 'members.id')
    .select(sql<number>`coalesce(sum(balances.balance), 0)`.as('points'))
    .where('members.community_id', '=', p.community)
    .where('members.merged_into', 'is', null)
    .where('members.erased_at', 'is', null),
);

/** Everybody of whom a group knows something. */
export const peopleIn = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('memberships')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .select(['members.id', 'members.erased_at'])
    .where('memberships.group_id', '=', p.group)
    .orderBy('members.id'),
);

/** The member of another community for whom an account of this one stands. */
export const sameIn = read((p: Given<{ member: MemberId; community: CommunityId }>) =>
  core
    .selectFrom('claims')
    .innerJoin('claims as there', 'there.account_id', 'claims.account_id')
    .select('there.member_id')
    .where('claims.member_id', '=', p.member)
    .where('there.community_id', '=', p.community)
    .orderBy('there.account_id')
    .limit(1),
);

interface Like {
  like: MemberId;
  community: CommunityId;
}

export const addAlike = written<Like, { id: MemberId }>(
  (p) => sql`
    insert into members (community_id, name, language, is_hidden, erased_at)
    select ${p.community}, name, language, is_hidden, erased_at from members where id = ${p.like}
    returning id`,
);

export const addClaimsLike = written(
  (p: Given<Like & { member: MemberId }>) => sql`
    insert into claims (account_id, community_id, member_id)
    select account_id, ${p.community}, ${p.member} from claims where member_id = ${p.like}
    on conflict do nothing`,
);

export const dropClaimsOf = write((p: Given<{ community: CommunityId }>) =>
  core.deleteFrom('claims').where('community_id', '=', p.community),
);

/** The name stands with the number under which the person goes on. */
export const dropName = write((p: Given<{ member: MemberId }>) =>
  core.updateTable('members').set({ name: '' }).where('id', '=', p.member),
);

export const passWishes = written(
  (p: Given<Pair & { community: CommunityId }>) => sql`
    insert into pushes_off (community_id, member_id, feature, kind)
    select ${p.community}, ${p.into}, feature, kind from pushes_off where member_id = ${p.from}
    on conflict do nothing`,
);

export const dropWishesOf = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('pushes_off').where('member_id', '=', p.member),
);

/** Also those whose id another one bears by now: they are kept for what was counted in them. */
export const allGroupsOf = read((p: Given<{ community: CommunityId }>) =>
  core.selectFrom('groups').select('id').where('community_id', '=', p.community).orderBy('id'),
);

interface Passed {
  group: GroupId;
  to: CommunityId;
}

export const setCommunity = write((p: Given<Passed & { at: Instant | null }>) =>
  core
    .updateTable('groups')
    .set({ community_id: p.to, adopted_at: p.at })
    .where('id', '=', p.group),
);

/** A row when the one group was in its community before the other came. */
export const cameBefore = read((p: Given<{ group: GroupId; other: GroupId }>) =>
  core
    .selectFrom('groups')
    .innerJoin('groups as other', 'other.community_id', 'groups.community_id')
    .select('other.id')
    .where('groups.id', '=', p.group)
    .where('other.id', '=', p.other)
    .where(sql<boolean>`coalesce(groups.adopted_at, 0) < coalesce(other.adopted_at, 0)`),
);

export const passPushes = write((p: Given<Passed>) =>
  core.updateTable('pushes').set({ community_id: p.to }).where('group_id', '=', p.group),
);

/** The house's own and those of the features that are named in a JSON list. */
export const passDueItems = write((p: Given<Passed & { features: string }>) =>
  core
    .updateTable('due_items')
    .set({ community_id: p.to })
    .where('group_id', '=', p.group)
    .where('community_id', 'is not', null)
    .where(
      sql<boolean>`(feature = ${sql.lit(HOUSE)}
        or feature in (select value from json_each(${p.features})))`,
    ),
);

interface FreshCommunity {
  at: Instant;
  language: Language;
  zone: Zone;
}

export type LikeCommunity = FreshCommunity & { readonly like: CommunityId };

export const addCommunityLike = written<FreshCommunity, { id: CommunityId }>(
  (p) => sql`
    insert into communities (key, created_at, language, zone)
    select 'c' || (coalesce(max(id), 0) + 1), ${p.at}, ${p.language}, ${p.zone} from communities
    returning id`,
);

export const copySettings = written(
  (p: Given<{ like: CommunityId; to: CommunityId }>) => sql`
    insert into settings (community_id, key, value)
    select ${p.to}, key, value from settings where community_id = ${p.like}`,
);

/** What the community as a whole did not want to be told. */
export const copyWishes = written(
  (p: Given<{ like: CommunityId; to: CommunityId }>) => sql`
    insert into pushes_off (community_id, member_id, feature, kind)
    select ${p.to}, 0, feature, kind from pushes_off
    where community_id = ${p.like} and member_id = 0`,
);

type PassedStay = Pair & { group: GroupId };

export const passStay = write((p: Given<PassedStay>) =>
  core
    .updateTable('memberships')
    .set({ member_id: p.into })
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.from),
);

export const invitersIn = read((p: Given<{ group: GroupId }>) =>
  core
    .selectFrom('memberships')
    .select('inviter_id as id')
    .distinct()
    .where('group_id', '=', p.group)
    .where('inviter_id', 'is not', null),
);

export const passInviter = write((p: Given<PassedStay>) =>
  core
    .updateTable('memberships')
    .set({ inviter_id: p.into })
    .where('group_id', '=', p.group)
    .where('inviter_id', '=', p.from),
);

/**
 * Whoever invited somebody goes on under another number. All at once: to look for each inviter
 * alone reads all memberships each time.
 */
export const passInvited = written(
  (p: Given<{ community: CommunityId }>) => sql`
    update memberships set inviter_id = nullif(gone.merged_into, memberships.member_id)
    from members as gone, groups
    where gone.id = memberships.inviter_id and gone.merged_into is not null
      and groups.id = memberships.group_id and groups.community_id = ${p.community}`,
);

/** Nobody was invited by somebody whom the community does not know. */
export const dropStrangeInviters = written(
  (p: Given<Passed>) => sql`
    update memberships set inviter_id = null
    where group_id = ${p.group} and inviter_id in (
      select id from members where community_id <> ${p.to}
    )`,
);

/** The sign keeps SQLite from reading all that was ever said in the group for each person. */
export const passActivity = write((p: Given<PassedStay>) =>
  core
    .updateTable('activity_days')
    .set({ member_id: p.into })
    .where('member_id', '=', p.from)
    .where(sql<boolean>`+group_id = ${p.group}`),
);

export const closeDialoguesIn = write((p: Given<{ group: GroupId }>) =>
  core.deleteFrom('dialogues').where('group_id', '=', p.group),
);

/** Settings that managers have changed. */
export const countSettings = read((p: Given<{ community: CommunityId }>) =>
  core
    .selectFrom('settings')
    .select((count) => count.fn.countAll<number>().as('count'))
    .where('community_id', '=', p.community),
);
