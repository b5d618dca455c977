/** SQL of dated days (签到记录) and of how many there are. */
import {
  type CommunityId,
  type Day,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { type DatedDay, type History, type Kind, showsBeginning } from '../rules/streak.ts';
import { KIND } from './away.ts';
import { type CheckInTables, db, type KeptKind } from './tables.ts';

type DayRow = Omit<CheckInTables['checkin_days'], 'is_ours'>;

const page = read((p: Given<{ member: MemberId; before: string; limit: number }>) =>
  db
    .selectFrom('checkin_days')
    .select(['day', KIND.as('kind')])
    .where('member_id', '=', p.member)
    .where('day', '<', sql<Day>`${p.before}`)
    .orderBy('day', 'desc')
    .limit(p.limit),
);

/** Rows of the first page, and of the largest: each next one is four times as long. */
const FIRST_PAGE = 8;
const LARGEST_PAGE = 2_048;
const PAGE_GROWTH = 4;
/** Greater than every day. */
const END_OF_TIME = '9999-99-99';

/**
 * The newest days of a member, down to where the streak around `day` begins. A week's streak takes
 * one statement, one of 1,000 days six, and what is read is never much more than the streak.
 */
export async function historyAround(
  reader: Reader,
  { member, day }: { readonly member: MemberId; readonly day: Day },
): Promise<History> {
  const found: DatedDay[] = [];
  for (let limit = FIRST_PAGE; ; limit = Math.min(limit * PAGE_GROWTH, LARGEST_PAGE)) {
    const before = found.at(-1)?.day ?? END_OF_TIME;
    const rows = await reader.all(page, { member, before, limit });
    found.push(...rows);
    if (rows.length < limit || showsBeginning(day, found)) return found;
  }
}

const ofRange = read((p: Given<{ member: MemberId; from: Day; to: string }>) =>
  db
    .selectFrom('checkin_days')
    .select(['day', KIND.as('kind')])
    .where('member_id', '=', p.member)
    .where('day', '>=', p.from)
    .where('day', '<=', sql<Day>`${p.to}`)
    .orderBy('day'),
);

/** The covered days of a member from a day on, up to another if there is one; oldest first. */
export function daysWithin(
  reader: Reader,
  { member, from, to }: { readonly member: MemberId; readonly from: Day; readonly to?: Day },
): Promise<readonly DatedDay[]> {
  return reader.all(ofRange, { member, from, to: to ?? END_OF_TIME });
}

const ofDay = read((p: Given<{ member: MemberId; day: Day }>) =>
  db
    .selectFrom('checkin_days')
    .select([KIND.as('kind'), 'at', 'place'])
    .where('member_id', '=', p.member)
    .where('day', '=', p.day),
);

export interface CheckInOfDay {
  readonly kind: Kind;
  readonly at: Instant;
  /** The order of the day; undefined unless it is a check-in of one's own. */
  readonly place: number | undefined;
}

export async function checkInOf(
  reader: Reader,
  values: { readonly member: MemberId; readonly day: Day },
): Promise<CheckInOfDay | undefined> {
  const row = await reader.get(ofDay, values);
  return row && { kind: row.kind, at: row.at, place: row.place ?? undefined };
}

const latest = read((p: Given<{ community: CommunityId; day: Day; limit: number }>) =>
  db
    .selectFrom('checkin_days')
    .select(['place', 'heard_at'])
    .where('community_id', '=', p.community)
    .where('day', '=', p.day)
    .where('place', 'is not', null)
    // As in the partial index, so that it serves.
    .where(sql<boolean>`kind <> 'leave'`)
    .orderBy('place', 'desc')
    .limit(p.limit),
);

/** The order of a day as it stands. */
export interface Latest {
  /** How many have a place; the next one's place is one more. */
  readonly count: number;
  /** When the bot learned of the latest, newest first, as many as were asked for. */
  readonly heardAt: readonly Instant[];
}

export async function latestOf(
  reader: Reader,
  values: { readonly community: CommunityId; readonly day: Day; readonly limit: number },
): Promise<Latest> {
  const rows = await reader.all(latest, values);
  return { count: rows[0]?.place ?? 0, heardAt: rows.map(({ heard_at }) => heard_at) };
}

const record = write((p: Given<DayRow>) =>
  db
    .insertInto('checkin_days')
    .values({
      member_id: p.member_id,
      day: p.day,
      community_id: p.community_id,
      kind: p.kind,
      at: p.at,
      heard_at: p.heard_at,
      place: p.place,
      points: p.points,
      is_ours: sql.lit(0),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['member_id', 'day'])
        .doUpdateSet({
          kind: sql`excluded.kind`,
          at: sql`excluded.at`,
          heard_at: sql`excluded.heard_at`,
          place: sql`excluded.place`,
          points: sql`excluded.points`,
          is_ours: sql.lit(0),
        })
        .where(sql<boolean>`checkin_days.kind = 'leave'`),
    ),
);

export interface NewDay {
  readonly day: Day;
  readonly kind: KeptKind;
  readonly member: MemberId;
  readonly community: CommunityId;
  readonly at: Instant;
  readonly heardAt: Instant;
  readonly place?: number;
  readonly points: number;
}

/**
 * Writes a covered day. Only leave, or a day without the bot, gives way to another kind.
 * @throws when it is covered
 */
export async function recordDay(tx: Tx, { member, community, heardAt, place, ...rest }: NewDay) {
  const changed = await tx.run(record, {
    ...rest,
    member_id: member,
    community_id: community,
    heard_at: heardAt,
    place: place ?? null,
  });
  if (changed !== 1) throw new Error(`member ${member} had checked in on ${rest.day} before`);
}

const all = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('checkin_days')
    .select(['day', KIND.as('kind'), 'at', 'place', 'points'])
    .where('member_id', '=', p.member)
    .orderBy('day'),
);

/** Everything that is kept of a member's days, oldest first. */
export function allDaysOf(
  reader: Reader,
  member: MemberId,
): Promise<readonly (DatedDay & Pick<DayRow, 'at' | 'place' | 'points'>)[]> {
  return reader.all(all, { member });
}
