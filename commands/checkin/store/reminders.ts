/** SQL of reminders of check-in (签到提醒): which groups have one, and who is missing in a group. */
import {
  type Day,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type MinuteOfDay,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { type CheckInTables, db, type Note } from './tables.ts';

export interface Reminder {
  /** Undefined: when the group reacts most. */
  readonly minute: MinuteOfDay | undefined;
  /** The one that is waited for. */
  readonly nextAt: Instant;
  /** The one that was due last; undefined while none was. */
  readonly last: LastReminder | undefined;
}

export interface LastReminder {
  readonly at: Instant;
  /** Why there was nothing to say; undefined when it was said. */
  readonly note: Note | undefined;
}

const one = read((p: Given<{ group: GroupId }>) =>
  db.selectFrom('checkin_reminders').selectAll().where('group_id', '=', p.group),
);

export async function reminderOf(reader: Reader, group: GroupId): Promise<Reminder | undefined> {
  const row = await reader.get(one, { group });
  if (!row) return undefined;
  const { minute, next_at: nextAt, last_at: at, last_note: note } = row;
  const last = at === null ? undefined : { at, note: note ?? undefined };
  return { minute: minute ?? undefined, nextAt, last };
}

const set = write((p: Given<CheckInTables['checkin_reminders']>) =>
  db
    .insertInto('checkin_reminders')
    .values({
      group_id: p.group_id,
      minute: p.minute,
      next_at: p.next_at,
      last_at: p.last_at,
      last_note: p.last_note,
    })
    .onConflict((conflict) =>
      conflict.column('group_id').doUpdateSet({
        minute: sql`excluded.minute`,
        next_at: sql`excluded.next_at`,
        last_at: sql`excluded.last_at`,
        last_note: sql`excluded.last_note`,
      }),
    ),
);

export async function setReminder(
  tx: Tx,
  { group, minute, nextAt, last }: Reminder & { readonly group: GroupId },
): Promise<void> {
  await tx.run(set, {
    group_id: group,
    minute: minute ?? null,
    next_at: nextAt,
    last_at: last?.at ?? null,
    last_note: last?.note ?? null,
  });
}

const drop = write((p: Given<{ group: GroupId }>) =>
  db.deleteFrom('checkin_reminders').where('group_id', '=', p.group),
);

/** @returns whether there was one */
export async function dropReminder(tx: Tx, group: GroupId): Promise<boolean> {
  return (await tx.run(drop, { group })) === 1;
}

interface Expected {
  readonly group: GroupId;
  readonly today: Day;
  /** Whoever has checked in on this day or later, before today, is expected. */
  readonly since: Day;
}

const missing = read((p: Given<Expected>) =>
  db
    .selectFrom('memberships')
    .innerJoin('members', 'members.id', 'memberships.member_id')
    .leftJoin('checkin_wishes', 'checkin_wishes.member_id', 'memberships.member_id')
    .select(['memberships.member_id as member', 'checkin_wishes.at as wished_at'])
    .where('memberships.group_id', '=', p.group)
    .where('memberships.left_at', 'is', null)
    .where('members.erased_at', 'is', null)
    .where(sql<boolean>`exists (
      select 1 from checkin_days as before
      where before.member_id = memberships.member_id
        and before.day >= ${p.since} and before.day < ${p.today} and before.kind <> 'leave'
    )`)
    .where(sql<boolean>`not exists (
      select 1 from checkin_days as today
      where today.member_id = memberships.member_id and today.day = ${p.today}
    )`)
    .orderBy('memberships.member_id'),
);

export interface Missing {
  readonly member: MemberId;
  /** They want to be mentioned. */
  readonly isAsking: boolean;
}

/** Who is in a group, is used to check in, and has neither done so today nor is on leave. */
export async function missingIn(reader: Reader, where: Expected): Promise<readonly Missing[]> {
  const rows = await reader.all(missing, where);
  return rows.map(({ member, wished_at }) => ({ member, isAsking: wished_at !== null }));
}

const usedTo = read((p: Given<Omit<Expected, 'today'>>) =>
  db
    .selectFrom('memberships')
    .innerJoin('checkin_days', 'checkin_days.member_id', 'memberships.member_id')
    .select('memberships.member_id')
    .where('memberships.group_id', '=', p.group)
    .where('memberships.left_at', 'is', null)
    .where('checkin_days.day', '>=', p.since)
    .limit(1),
);

/** Whether anybody in a group has checked in since a day. */
export async function isAnybodyUsedTo(
  reader: Reader,
  where: Omit<Expected, 'today'>,
): Promise<boolean> {
  return (await reader.get(usedTo, where)) !== undefined;
}
