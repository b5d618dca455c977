/** SQL of what comes again and again in a group, and when it comes next. */
import {
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
import { db, type Note, type WaitRow, type What } from './tables.ts';

/** Which one; `member` 0 goes to the group. */
export interface WaitKey {
  readonly group: GroupId;
  readonly what: What;
  readonly member: MemberId | 0;
}

export interface Wait extends WaitKey {
  /** Undefined: when the group reacts most. */
  readonly minute?: MinuteOfDay | undefined;
  readonly hours?: number | undefined;
  readonly nextAt: Instant;
  /** When it was due last. */
  readonly doneAt?: Instant | undefined;
  /** Why there was nothing to say then. */
  readonly note?: Note | undefined;
}

const one = read((p: Given<WaitKey>) =>
  db
    .selectFrom('remind_waits')
    .selectAll()
    .where('group_id', '=', p.group)
    .where('what', '=', p.what)
    .where('member_id', '=', p.member),
);

export async function waitOf(reader: Reader, key: WaitKey): Promise<Wait | undefined> {
  const { group, what, member } = key;
  const row = await reader.get(one, { group, what, member });
  return row && asWait(row);
}

function asWait(row: WaitRow): Wait {
  return {
    group: row.group_id,
    what: row.what,
    member: row.member_id,
    minute: row.minute ?? undefined,
    hours: row.hours ?? undefined,
    nextAt: row.next_at,
    doneAt: row.done_at ?? undefined,
    note: row.note ?? undefined,
  };
}

const inGroup = read((p: Given<Pick<WaitKey, 'group' | 'what'>>) =>
  db
    .selectFrom('remind_waits')
    .selectAll()
    .where('group_id', '=', p.group)
    .where('what', '=', p.what)
    .orderBy('member_id'),
);

/** All of a kind in a group: what goes to the group first. */
export async function waitsIn(
  reader: Reader,
  which: Pick<WaitKey, 'group' | 'what'>,
): Promise<readonly Wait[]> {
  return (await reader.all(inGroup, which)).map(asWait);
}

const put = write((p: Given<WaitRow>) =>
  db
    .insertInto('remind_waits')
    .values({
      group_id: p.group_id,
      what: p.what,
      member_id: p.member_id,
      minute: p.minute,
      hours: p.hours,
      next_at: p.next_at,
      done_at: p.done_at,
      note: p.note,
    })
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'what', 'member_id']).doUpdateSet({
        minute: sql`excluded.minute`,
        hours: sql`excluded.hours`,
        next_at: sql`excluded.next_at`,
        done_at: sql`excluded.done_at`,
        note: sql`excluded.note`,
      }),
    ),
);

export async function setWait(tx: Tx, wait: Wait): Promise<void> {
  await tx.run(put, {
    group_id: wait.group,
    what: wait.what,
    member_id: wait.member,
    minute: wait.minute ?? null,
    hours: wait.hours ?? null,
    next_at: wait.nextAt,
    done_at: wait.doneAt ?? null,
    note: wait.note ?? null,
  });
}

const drop = write((p: Given<WaitKey>) =>
  db
    .deleteFrom('remind_waits')
    .where('group_id', '=', p.group)
    .where('what', '=', p.what)
    .where('member_id', '=', p.member),
);

/** @returns whether there was one */
export async function dropWait(tx: Tx, { group, what, member }: WaitKey): Promise<boolean> {
  return (await tx.run(drop, { group, what, member })) === 1;
}

const ofMember = read((p: Given<{ member: MemberId }>) =>
  db.selectFrom('remind_waits').selectAll().where('member_id', '=', p.member).orderBy('group_id'),
);

/** What goes to a member alone. */
export async function waitsOf(reader: Reader, member: MemberId): Promise<readonly Wait[]> {
  return (await reader.all(ofMember, { member })).map(asWait);
}

/** What went to one member goes to another. */
export async function passWait(tx: Tx, wait: Wait, member: Wait['member']): Promise<void> {
  await dropWait(tx, wait);
  await setWait(tx, { ...wait, member });
}
