/** SQL of scheduled pushes (定时推送). */
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  tables,
  write,
} from '#kit';
import { type When, when } from '../when.ts';

export type ScheduleState = 'active' | 'paused' | 'ended';
interface ScheduleRow {
  community_id: CommunityId;
  number: number;
  group_id: GroupId;
  state: ScheduleState;
  rule: string;
  content: string;
  author_id: MemberId | null;
  made_at: Instant;
  next_slot: string | null;
}

const db = tables<{ schedules: ScheduleRow }>();

export interface Schedule {
  readonly number: number;
  readonly group: GroupId;
  readonly state: ScheduleState;
  readonly when: When;
  readonly content: string;
  readonly author: MemberId | undefined;
  readonly nextSlot: string | undefined;
}

export interface Numbered {
  readonly community: CommunityId;
  readonly number: number;
}

interface NewSchedule {
  readonly community: CommunityId;
  readonly group: GroupId;
  readonly author: MemberId;
  readonly rule: string;
  readonly content: string;
  readonly at: Instant;
}

const insert = write((p: Given<NewSchedule>) =>
  db
    .insertInto('schedules')
    .values({
      community_id: p.community,
      number: sql`1 + coalesce((select max(number) from schedules
        where community_id = ${p.community}), 0)`,
      group_id: p.group,
      state: 'active',
      rule: p.rule,
      content: p.content,
      author_id: p.author,
      made_at: p.at,
      next_slot: null,
    })
    .returning('number'),
);

const byNumber = read((p: Given<Numbered>) =>
  db
    .selectFrom('schedules')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

const present = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('schedules')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('state', '!=', sql.lit<ScheduleState>('ended'))
    .orderBy('number'),
);

const change = write(
  (p: Given<Numbered & { state: ScheduleState; nextSlot: string | null; content: string }>) =>
    db
      .updateTable('schedules')
      .set({ state: p.state, next_slot: p.nextSlot, content: p.content })
      .where('community_id', '=', p.community)
      .where('number', '=', p.number),
);

const authored = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('schedules')
    .select(['community_id', 'number', 'content'])
    .where('author_id', '=', p.member)
    .orderBy('number'),
);

const passAuthor = write((p: Given<{ from: MemberId; to: MemberId | null }>) =>
  db.updateTable('schedules').set({ author_id: p.to }).where('author_id', '=', p.from),
);

const giveAuthor = write((p: Given<Numbered & { author: MemberId }>) =>
  db
    .updateTable('schedules')
    .set({ author_id: p.author })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

/** @returns its number: the community's own, from 1 on */
export async function addSchedule(
  tx: Tx,
  { when: rule, ...fresh }: Omit<NewSchedule, 'rule'> & { readonly when: When },
): Promise<number> {
  const [row] = await tx.returning(insert, { ...fresh, rule: JSON.stringify(rule) });
  if (!row) throw new Error('a schedule was not stored');
  return row.number;
}

export async function scheduleOf(reader: Reader, which: Numbered): Promise<Schedule | undefined> {
  const row = await reader.get(byNumber, which);
  return row && asSchedule(row);
}

/** All that are active or paused, oldest first. */
export async function schedulesOf(
  reader: Reader,
  community: CommunityId,
): Promise<readonly Schedule[]> {
  return (await reader.all(present, { community })).map(asSchedule);
}

export async function changeSchedule(
  tx: Tx,
  which: Numbered,
  to: { state: ScheduleState; nextSlot: string | undefined; content: string },
): Promise<void> {
  await tx.run(change, { ...which, ...to, nextSlot: to.nextSlot ?? null });
}

/** The contents of a member's schedules. */
export async function contentsBy(reader: Reader, member: MemberId) {
  return reader.all(authored, { member });
}

/** The schedules of a member are another's, or nobody's. @returns their numbers */
export async function passSchedules(
  tx: Tx,
  { from, to }: { readonly from: MemberId; readonly to: MemberId | null },
): Promise<readonly number[]> {
  const numbers = (await tx.all(authored, { member: from })).map(({ number }) => number);
  await tx.run(passAuthor, { from, to });
  return numbers;
}

export async function setAuthor(tx: Tx, which: Numbered, author: MemberId): Promise<void> {
  await tx.run(giveAuthor, { ...which, author });
}

function asSchedule(row: ScheduleRow): Schedule {
  return {
    number: row.number,
    group: row.group_id,
    state: row.state,
    when: when.parse(JSON.parse(row.rule)),
    content: row.content,
    author: row.author_id ?? undefined,
    nextSlot: row.next_slot ?? undefined,
  };
}
