/**
 * A group becomes one of another community, or goes out of one (加入社群, 退出社群), on the core's
 * tables: whom its people become, and what goes where. It decides nothing, and moves no points.
 */
import type { CommunityId, GroupId, Instant, MemberId } from '#kit';
import * as query from './adopting-queries.ts';
import { closeDialoguesOf } from './dialogues.ts';
import { dropLatePressesOf } from './late-presses.ts';
import { forgetLinksOf } from './links.ts';
import { membershipsOf, setMembership } from './merge-queries.ts';
import { passRows } from './merging.ts';
import type { Statements } from './sqlite.ts';
import { higherRole } from './stays.ts';

/** A member of the one community, and who they are in the other. */
export interface Counterpart {
  readonly from: MemberId;
  readonly into: MemberId;
  /** They were a member there before. */
  readonly isKnown: boolean;
  /** Nobody any more: numbers alone. */
  readonly isErased: boolean;
}

interface Way {
  readonly from: CommunityId;
  readonly to: CommunityId;
}

/** How many people would be moved with what points, and how many of them are known there. */
export function countPeople(connection: Statements, way: Way) {
  const people = connection.all(query.peopleOf, { community: way.from });
  const living = people.filter(({ erased_at }) => erased_at === null);
  const known = living.filter(({ id }) => counterpartOf(connection, id, way.to) !== undefined);
  const points = connection.get(query.pointsOf, { community: way.from })?.points ?? 0;
  return { people: living.length, known: known.length, points };
}

/**
 * Whom everybody in a community is in the other one: by their accounts who they are already, else
 * somebody new. A link that could be undone could not be after this, so that is forgotten.
 */
export function makeCounterparts(connection: Statements, { from, to }: Way): Counterpart[] {
  return connection.all(query.peopleOf, { community: from }).map(({ id, erased_at }) => {
    forgetLinksOf(connection, id);
    const known = counterpartOf(connection, id, to);
    const into = known ?? makeAlike(connection, id, to);
    return { from: id, into, isKnown: known !== undefined, isErased: erased_at !== null };
  });
}

/** Everything that is kept of one, but points, goes on under the other's number. */
export function passPerson(
  connection: Statements,
  { from, into }: Counterpart,
  { to }: Pick<Way, 'to'>,
): void {
  const given = connection
    .all(membershipsOf, { member: into })
    .filter(({ left_at }) => left_at === null)
    .map(({ given_role }) => given_role)
    .reduce(higherRole, null);
  connection.run(query.passWishes, { from, into, community: to });
  connection.run(query.dropWishesOf, { member: from });
  passRows(connection, { from, into });
  connection.run(query.dropName, { member: from });
  connection.run(closeDialoguesOf, { member: from });
  connection.run(dropLatePressesOf, { member: from });
  // Roles given by hand are given in all groups of a community.
  if (given === null) return;
  for (const { group_id: group, ...stay } of connection.all(membershipsOf, { member: into })) {
    const given_role = stay.left_at === null ? higherRole(stay.given_role, given) : null;
    connection.run(setMembership, { ...stay, group, member: into, given_role });
  }
}

/** All groups of one community are the other's, which is left without any and without people. */
export function passGroups(
  connection: Statements,
  { features, at, ...way }: Way & Pick<PassedGroup, 'features' | 'at'>,
): void {
  for (const { id: group } of connection.all(query.allGroupsOf, { community: way.from })) {
    passGroup(connection, { group, to: way.to, features, at });
  }
  connection.run(query.passInvited, { community: way.to });
  connection.run(query.dropClaimsOf, { community: way.from });
}

interface PassedGroup {
  readonly group: GroupId;
  readonly to: CommunityId;
  /** When it came to others; null when it is alone. */
  readonly at: Instant | null;
  /** Whose due items go along. */
  readonly features: readonly string[];
}

/** The group with what is due in it and what waits to be told there. */
export function passGroup(connection: Statements, { group, to, at, features }: PassedGroup): void {
  connection.run(query.setCommunity, { group, to, at });
  connection.run(query.passPushes, { group, to });
  connection.run(query.passDueItems, { group, to, features: JSON.stringify(features) });
}

/** A community that begins with what another one has set. */
export function communityLike(
  connection: Statements,
  { like, ...fresh }: query.LikeCommunity,
): CommunityId {
  const [row] = connection.all(query.addCommunityLike, fresh);
  if (!row) throw new Error('a community was not stored');
  connection.run(query.copySettings, { like, to: row.id });
  connection.run(query.copyWishes, { like, to: row.id });
  return row.id;
}

/**
 * Everybody in a group becomes somebody new in the community that the group goes to; what was said
 * there and since when goes along, all else stays with who they were.
 */
export function partPeople(
  connection: Statements,
  { group, to }: { readonly group: GroupId; readonly to: CommunityId },
): readonly Counterpart[] {
  const people = connection.all(query.peopleIn, { group }).map(({ id, erased_at }) => {
    forgetLinksOf(connection, id);
    const into = makeAlike(connection, id, to);
    return { from: id, into, isKnown: false, isErased: erased_at !== null };
  });
  for (const pair of people) {
    const moved = { group, from: pair.from, into: pair.into };
    connection.run(query.passStay, moved);
    connection.run(query.passActivity, moved);
    connection.run(query.passWishes, { from: pair.from, into: pair.into, community: to });
  }
  const inviters = new Set(connection.all(query.invitersIn, { group }).map(({ id }) => id));
  for (const { from, into } of people) {
    if (inviters.has(from)) connection.run(query.passInviter, { group, from, into });
  }
  connection.run(query.dropStrangeInviters, { group, to });
  connection.run(query.closeDialoguesIn, { group });
  return people;
}

function counterpartOf(connection: Statements, member: MemberId, community: CommunityId) {
  return connection.get(query.sameIn, { member, community })?.member_id;
}

/** The same accounts, the same name, the same wishes of their own: another number. */
function makeAlike(connection: Statements, like: MemberId, community: CommunityId): MemberId {
  const [row] = connection.all(query.addAlike, { like, community });
  if (!row) throw new Error('a member was not stored');
  connection.run(query.addClaimsLike, { like, community, member: row.id });
  return row.id;
}
