/** SQL of merged members (合并): whose rows went into whose, and how they were before. */
import { type RawBuilder, sql } from 'kysely';
import {
  type AccountId,
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type PlatformRole,
  type Role,
  read,
  write,
} from '#kit';
import { core } from './tables.ts';

interface Pair {
  from: MemberId;
  into: MemberId;
}

interface NewMerge extends Pair {
  link: number;
  community: CommunityId;
  points: number;
}

/** What the builder cannot say, as a statement. */
function written<Values>(build: (given: Given<Values>) => RawBuilder<unknown>) {
  return write((given: Given<Values>) => ({ compile: () => build(given).compile(core) }));
}

export const addMerge = write((p: Given<NewMerge>) =>
  core
    .insertInto('merges')
    .values({
      link_id: p.link,
      community_id: p.community,
      from_id: p.from,
      into_id: p.into,
      points: p.points,
      was_hidden: sql<number>`(select is_hidden from members where id = ${p.into})`,
    })
    .returning('id'),
);

export const mergesOf = read((p: Given<{ link: number }>) =>
  core
    .selectFrom('merges')
    .innerJoin('links', 'links.id', 'merges.link_id')
    .selectAll('merges')
    .select('links.at')
    .where('link_id', '=', p.link)
    .orderBy('merges.id'),
);

export const mergedInto = read((p: Given<{ member: MemberId }>) =>
  core.selectFrom('members').select('id').where('merged_into', '=', p.member).orderBy('id'),
);

export const addFollower = write((p: Given<{ merge: number; member: MemberId }>) =>
  core.insertInto('merge_followers').values({ merge_id: p.merge, member_id: p.member }),
);

export const followersOf = read((p: Given<{ merge: number }>) =>
  core
    .selectFrom('merge_followers')
    .select('member_id')
    .where('merge_id', '=', p.merge)
    .orderBy('member_id'),
);

export const setMergedInto = write((p: Given<{ member: MemberId; into: MemberId | null }>) =>
  core.updateTable('members').set({ merged_into: p.into }).where('id', '=', p.member),
);

/** Whoever asked not to be shown is not shown as part of another either. */
export const hideAlike = write((p: Given<Pair>) =>
  core
    .updateTable('members')
    .set({ is_hidden: 1 })
    .where('id', '=', p.into)
    .where(sql<boolean>`(select is_hidden from members where id = ${p.from}) = 1`),
);

export const showAgain = write((p: Given<Pair>) =>
  core
    .updateTable('members')
    .set({ is_hidden: 0 })
    .where('id', '=', p.into)
    .where(sql<boolean>`(select is_hidden from members where id = ${p.from}) = 1`),
);

export const keepName = written(
  (p: Given<Pair & { merge: number }>) => sql`
    insert into merge_names select ${p.merge}, name from members where id = ${p.into}`,
);

export const returnName = written(
  (p: Given<Pair & { merge: number }>) => sql`
    update members set name = (select name from merge_names where merge_id = ${p.merge})
    where id = ${p.into} and exists (select 1 from merge_names where merge_id = ${p.merge})`,
);

/** The name of one who can never come back serves nobody. */
export const dropNameOfMerged = write((p: Given<{ member: MemberId }>) =>
  core
    .updateTable('members')
    .set({ name: '' })
    .where('id', '=', p.member)
    .where('merged_into', 'is not', null),
);

export const keepMemberships = written(
  (p: Given<Pair & { merge: number }>) => sql`
    insert into merge_memberships
    select ${p.merge}, group_id, member_id, role, given_role, joined_at, inviter_id, left_at,
      messages, first_seen_at, last_seen_at, role_account_id
    from memberships
    where member_id in (${p.from}, ${p.into})
      and group_id in (select group_id from memberships where member_id = ${p.from})`,
);

const STAY = [
  'group_id',
  'member_id',
  'role',
  'given_role',
  'joined_at',
  'inviter_id',
  'left_at',
  'messages',
  'first_seen_at',
  'last_seen_at',
  'role_account_id',
] as const;

export const keptMemberships = read((p: Given<{ merge: number }>) =>
  core
    .selectFrom('merge_memberships')
    .select(STAY)
    .where('merge_id', '=', p.merge)
    .orderBy('group_id'),
);

export const membershipsOf = read((p: Given<{ member: MemberId }>) =>
  core.selectFrom('memberships').select(STAY).where('member_id', '=', p.member).orderBy('group_id'),
);

interface Placed {
  group: GroupId;
  member: MemberId;
}

interface PlacedStay extends Placed {
  role: PlatformRole;
  given_role: Role | null;
  joined_at: Instant | null;
  inviter_id: MemberId | null;
  left_at: Instant | null;
  messages: number;
  first_seen_at: Instant;
  last_seen_at: Instant;
  role_account_id: AccountId | null;
}

export const setMembership = write((p: Given<PlacedStay>) =>
  core.replaceInto('memberships').values({
    group_id: p.group,
    member_id: p.member,
    role: p.role,
    given_role: p.given_role,
    joined_at: p.joined_at,
    inviter_id: p.inviter_id,
    left_at: p.left_at,
    messages: p.messages,
    first_seen_at: p.first_seen_at,
    last_seen_at: p.last_seen_at,
    role_account_id: p.role_account_id,
  }),
);

export const dropMembership = write((p: Given<Placed>) =>
  core.deleteFrom('memberships').where('group_id', '=', p.group).where('member_id', '=', p.member),
);

export const keepInvited = written(
  (p: Given<Pair & { merge: number }>) => sql`
    insert into merge_invited
    select ${p.merge}, group_id, member_id from memberships where inviter_id = ${p.from}`,
);

/** Nobody has invited themselves. */
export const moveInvited = write((p: Given<Pair>) =>
  core
    .updateTable('memberships')
    .set({ inviter_id: sql`nullif(${p.into}, member_id)` })
    .where('inviter_id', '=', p.from),
);

export const returnInvited = written(
  (p: Given<Pair & { merge: number }>) => sql`
    update memberships set inviter_id = ${p.from}
    where (inviter_id is null or inviter_id = ${p.into}) and (group_id, member_id) in (
      select group_id, member_id from merge_invited where merge_id = ${p.merge}
    )`,
);

/** In the order in which they refer to each other. */
export const dropMergeRows = (
  [
    'merge_names',
    'merge_followers',
    'merge_invited',
    'merge_memberships',
    'merge_activity',
    'merge_data',
  ] as const
).map((table) =>
  write((p: Given<{ merge: number }>) => core.deleteFrom(table).where('merge_id', '=', p.merge)),
);

export const keepData = write((p: Given<{ merge: number; feature: string; data: string }>) =>
  core.insertInto('merge_data').values({ merge_id: p.merge, feature: p.feature, data: p.data }),
);

export const dataOf = read((p: Given<{ merge: number; feature: string }>) =>
  core
    .selectFrom('merge_data')
    .select('data')
    .where('merge_id', '=', p.merge)
    .where('feature', '=', p.feature),
);
