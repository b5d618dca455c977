/** SQL that moves the days of one member (签到记录) to another, and back. */
import {
  type CommunityId,
  type Day,
  type Given,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { db, type KeptKind } from './tables.ts';

/** A covered day as it is kept, whosever it is; times are epoch milliseconds. */
export interface DayRow {
  readonly day: Day;
  readonly kind: KeptKind;
  readonly at: number;
  readonly heard_at: number;
  readonly place: number | null;
  readonly points: number;
  readonly is_ours: number;
}

const rows = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('checkin_days')
    .select(['day', 'kind', 'at', 'heard_at', 'place', 'points', 'is_ours'])
    .where('member_id', '=', p.member)
    .orderBy('day'),
);

/** All covered days of a member, oldest first. */
export function rowsOf(reader: Reader, member: MemberId): Promise<readonly DayRow[]> {
  return reader.all(rows, { member });
}

interface Moved {
  readonly from: MemberId;
  readonly into: MemberId;
  readonly day: Day;
  readonly at: number;
}

const moved = write((p: Given<Moved>) =>
  db
    .updateTable('checkin_days')
    .set({ member_id: p.into })
    .where('member_id', '=', p.from)
    .where('day', '=', p.day)
    .where(sql<boolean>`at = ${p.at}`),
);

/** Moves the day that was said at that moment; another that has taken its place stays. */
export async function moveDay(tx: Tx, values: Moved): Promise<void> {
  await tx.run(moved, values);
}

const dropped = write((p: Given<{ member: MemberId; day: Day }>) =>
  db.deleteFrom('checkin_days').where('member_id', '=', p.member).where('day', '=', p.day),
);

export async function dropDay(
  tx: Tx,
  values: { readonly member: MemberId; readonly day: Day },
): Promise<void> {
  await tx.run(dropped, values);
}

interface Returned extends DayRow {
  readonly member: MemberId;
  readonly community: CommunityId;
}

/** A place that somebody else was given since is not taken from them: the next one will do. */
const returned = write((p: Given<Returned>) =>
  db
    .insertInto('checkin_days')
    .values({
      member_id: p.member,
      day: p.day,
      community_id: p.community,
      kind: p.kind,
      at: sql`${p.at}`,
      heard_at: sql`${p.heard_at}`,
      place: sql`case when exists (
        select 1 from checkin_days
        where community_id = ${p.community} and day = ${p.day} and kind <> 'leave'
          and place = ${p.place}
      ) then (
        select max(place) + 1 from checkin_days
        where community_id = ${p.community} and day = ${p.day} and kind <> 'leave'
      ) else ${p.place} end`,
      points: p.points,
      is_ours: p.is_ours,
    })
    .onConflict((conflict) => conflict.columns(['member_id', 'day']).doNothing()),
);

/** Puts a day back, unless it is covered by now. */
export async function putBack(tx: Tx, values: Returned): Promise<void> {
  await tx.run(returned, values);
}

const answers = write((p: Given<{ from: MemberId; into: MemberId }>) =>
  db.updateTable('checkin_answers').set({ member_id: p.into }).where('member_id', '=', p.from),
);

/** What was to be told to the one is told to the other. */
export async function moveAnswers(
  tx: Tx,
  { from, into }: { readonly from: MemberId; readonly into: MemberId },
): Promise<void> {
  await tx.run(answers, { from, into });
}
