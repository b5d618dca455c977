/** SQL of the order of a day: who checked in first, as it is shown to everybody. */
import {
  type CommunityId,
  type Day,
  type DisplayName,
  type Given,
  type Instant,
  isLookAlike,
  type MemberId,
  markedName,
  type Reader,
  read,
  sql,
} from '#kit';
import { db } from './tables.ts';

interface Values {
  readonly community: CommunityId;
  readonly day: Day;
  readonly limit: number;
}

const order = read((p: Given<Values>) =>
  db
    .selectFrom('checkin_days')
    .innerJoin('members', 'members.id', 'checkin_days.member_id')
    .select(['members.id', 'members.name', 'checkin_days.place', 'checkin_days.at'])
    .select(isLookAlike.as('is_look_alike'))
    .where('checkin_days.community_id', '=', p.community)
    .where('checkin_days.day', '=', p.day)
    .where('checkin_days.place', 'is not', null)
    .where(sql<boolean>`kind <> 'leave'`)
    .where('members.is_hidden', '=', 0)
    .where('members.erased_at', 'is', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('memberships')
          .select('memberships.member_id')
          .whereRef('memberships.member_id', '=', 'checkin_days.member_id')
          .where('memberships.left_at', 'is', null),
      ),
    )
    .orderBy('checkin_days.place')
    .limit(p.limit),
);

export interface Placed {
  readonly member: MemberId;
  readonly name: DisplayName;
  readonly place: number;
  readonly at: Instant;
}

/** The first of a day; people who left or asked not to be shown are passed over. */
export async function orderOf(reader: Reader, values: Values): Promise<readonly Placed[]> {
  const rows = await reader.all(order, values);
  return rows.map(({ id, name, place, at, is_look_alike }) => ({
    member: id,
    name: markedName(name, is_look_alike === 1),
    place: place ?? 0,
    at,
  }));
}
