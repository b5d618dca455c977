/** SQL of topics (话题) of a group. */
import {
  type Day,
  type Given,
  type GroupId,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { db, type TopicRow } from './tables.ts';

export interface Topic {
  readonly number: number;
  readonly content: string;
  readonly askedOn: Day | undefined;
}

interface InGroup {
  readonly group: GroupId;
}

type Numbered = InGroup & { readonly number: number };

const all = read((p: Given<InGroup>) =>
  db.selectFrom('remind_topics').selectAll().where('group_id', '=', p.group).orderBy('number'),
);

function asTopic(row: TopicRow): Topic {
  return { number: row.number, content: row.content, askedOn: row.asked_on ?? undefined };
}

export async function topicsOf(reader: Reader, group: GroupId): Promise<readonly Topic[]> {
  return (await reader.all(all, { group })).map(asTopic);
}

const add = write((p: Given<InGroup & { content: string; author: MemberId }>) =>
  db
    .insertInto('remind_topics')
    .values({
      group_id: p.group,
      number: sql`1 + coalesce((select max(number) from remind_topics
        where group_id = ${p.group}), 0)`,
      content: p.content,
      author_id: p.author,
      asked_on: null,
    })
    .returning('number'),
);

/** @returns its number in the group */
export async function addTopic(
  tx: Tx,
  fresh: InGroup & { readonly content: string; readonly author: MemberId },
): Promise<number> {
  const [row] = await tx.returning(add, fresh);
  if (!row) throw new Error('a topic was not stored');
  return row.number;
}

const drop = write((p: Given<Numbered>) =>
  db
    .deleteFrom('remind_topics')
    .where('group_id', '=', p.group)
    .where('number', '=', p.number)
    .returning('content'),
);

/** @returns what it was; undefined where there is none */
export async function dropTopic(tx: Tx, which: Numbered): Promise<string | undefined> {
  const [row] = await tx.returning(drop, which);
  return row?.content;
}

const mark = write((p: Given<Numbered & { day: Day }>) =>
  db
    .updateTable('remind_topics')
    .set({ asked_on: p.day })
    .where('group_id', '=', p.group)
    .where('number', '=', p.number),
);

export async function markAsked(tx: Tx, asked: Numbered & { readonly day: Day }): Promise<void> {
  await tx.run(mark, asked);
}

const byAuthor = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('remind_topics')
    .select(['group_id', 'number', 'content'])
    .where('author_id', '=', p.member)
    .orderBy('group_id')
    .orderBy('number'),
);

/** The topics that a member has added. */
export function topicsBy(reader: Reader, member: MemberId) {
  return reader.all(byAuthor, { member });
}

const pass = write((p: Given<Numbered & { author: MemberId | null }>) =>
  db
    .updateTable('remind_topics')
    .set({ author_id: p.author })
    .where('group_id', '=', p.group)
    .where('number', '=', p.number),
);

export async function setAuthor(
  tx: Tx,
  topic: Numbered & { readonly author: MemberId | null },
): Promise<void> {
  await tx.run(pass, topic);
}
