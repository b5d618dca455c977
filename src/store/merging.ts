/**
 * Merges one member of a community into another (合并) and parts them again: everything that the core
 * keeps of them but the points themselves, which move by the ledger. It decides nothing.
 */
import type { GroupId, Instant, MemberId } from '#kit';
import * as query from './merge-queries.ts';
import * as sums from './merge-sums.ts';
import type { Statements } from './sqlite.ts';
import { mergedStay, partedStay, type Stay } from './stays.ts';

/** Who goes into whom, under the number of their merge. */
export interface Merge {
  readonly merge: number;
  readonly from: MemberId;
  readonly into: MemberId;
}

/** After this `from` appears nowhere, and whatever is meant for them goes to `into`. */
export function mergeRows(connection: Statements, { merge, from, into }: Merge): void {
  const pair = { merge, from, into };
  connection.run(query.keepName, pair);
  connection.run(query.keepMemberships, pair);
  connection.run(query.keepInvited, pair);
  connection.run(sums.keepActivity, pair);
  for (const member of followersOf(connection, from)) {
    connection.run(query.addFollower, { merge, member });
  }
  connection.run(query.moveInvited, pair);
  passRows(connection, pair);
}

/** The same without a way back, and without whom they invited. */
export function passRows(connection: Statements, pair: Pick<Merge, 'from' | 'into'>): void {
  const { from, into } = pair;
  mergeStays(connection, pair);
  connection.run(sums.addActivity, pair);
  connection.run(sums.dropActivity, { member: from });
  connection.run(query.hideAlike, pair);
  const gone = [from, ...followersOf(connection, from)];
  moveSums(connection, { followers: gone, from, to: into });
  for (const member of gone) connection.run(query.setMergedInto, { member, into });
}

function followersOf(connection: Statements, member: MemberId): readonly MemberId[] {
  return connection.all(query.mergedInto, { member }).map(({ id }) => id);
}

/** The way back. @param at when; a group that only the other was in is left then */
export function partRows(connection: Statements, { merge, from, into }: Merge, at: Instant): void {
  const pair = { merge, from, into };
  const followers = connection.all(query.followersOf, { merge }).map(({ member_id }) => member_id);
  connection.run(query.setMergedInto, { member: from, into: null });
  for (const member of followers) connection.run(query.setMergedInto, { member, into: from });
  moveSums(connection, { followers: [from, ...followers], from: into, to: from });
  connection.run(sums.takeActivity, pair);
  connection.run(sums.dropEmptyActivity, { member: into });
  connection.run(sums.returnActivity, pair);
  connection.run(query.returnInvited, pair);
  connection.run(query.returnName, pair);
  partStays(connection, pair, at);
}

/** The numbers of those whose entries count for a member who was merged. */
export function entriesCountFor(connection: Statements, { merge, from }: Merge): MemberId[] {
  const followers = connection.all(query.followersOf, { merge }).map(({ member_id }) => member_id);
  return [from, ...followers];
}

function mergeStays(connection: Statements, { from, into }: Pick<Merge, 'from' | 'into'>): void {
  const own = byGroup(connection.all(query.membershipsOf, { member: into }));
  for (const theirs of connection.all(query.membershipsOf, { member: from })) {
    const { group_id: group } = theirs;
    connection.run(query.dropMembership, { group, member: from });
    const stay = mergedStay(own.get(group), theirs);
    setStay(connection, { group, member: into, stay });
  }
}

function partStays(connection: Statements, { merge, from, into }: Merge, at: Instant): void {
  const now = byGroup(connection.all(query.membershipsOf, { member: into }));
  const kept = connection.all(query.keptMemberships, { merge });
  const before = byGroup(kept.filter(({ member_id }) => member_id === into));
  for (const theirs of kept.filter(({ member_id }) => member_id === from)) {
    const { group_id: group } = theirs;
    const parted = partedStay({
      now: now.get(group) ?? theirs,
      own: before.get(group),
      theirs,
      at,
    });
    setStay(connection, { group, member: from, stay: parted.theirs });
    if (parted.own) setStay(connection, { group, member: into, stay: parted.own });
    else connection.run(query.dropMembership, { group, member: into });
  }
}

interface PlacedStay {
  readonly group: GroupId;
  readonly member: MemberId;
  readonly stay: Stay;
}

function setStay(connection: Statements, { group, member, stay }: PlacedStay): void {
  const inviter = stay.inviter_id === member ? null : stay.inviter_id;
  connection.run(query.setMembership, { ...stay, inviter_id: inviter, group, member });
}

interface MovedSums {
  /** Whose entries are moved. */
  readonly followers: readonly MemberId[];
  readonly from: MemberId;
  readonly to: MemberId;
}

function moveSums(connection: Statements, { followers, from, to }: MovedSums): void {
  for (const whose of followers) {
    connection.run(sums.addSums, { whose, to, sign: 1 });
    connection.run(sums.addSums, { whose, to: from, sign: -1 });
  }
  for (const whose of followers) connection.run(sums.dropEmptySums, { whose, of: from });
}

function byGroup<Row extends { readonly group_id: GroupId }>(rows: readonly Row[]) {
  return new Map(rows.map((row) => [row.group_id, row]));
}
