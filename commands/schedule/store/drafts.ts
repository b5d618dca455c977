/** SQL of drafts: schedules that were typed, and not confirmed yet. */
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import {
  type Attached,
  db,
  type Numbered,
  type Schedule,
  type ScheduleState,
} from './schedules.ts';

interface NewSchedule {
  readonly community: CommunityId;
  readonly group: GroupId;
  readonly author: MemberId;
  readonly rule: string;
  readonly content: string;
  readonly targets: string;
  readonly image: string | null;
  readonly file: string | null;
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
      state: sql.lit<ScheduleState>('draft'),
      rule: p.rule,
      content: p.content,
      author_id: p.author,
      made_at: p.at,
      next_slot: null,
      said: 0,
      edition: 0,
      targets: p.targets,
      image: p.image,
      file: p.file,
      mentions_all: 0,
      changed_by_id: p.author,
    })
    .returning('number'),
);

const dropDraft = write((p: Given<Numbered>) =>
  db
    .deleteFrom('schedules')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('state', '=', sql.lit<ScheduleState>('draft')),
);

const oldDrafts = read((p: Given<{ community: CommunityId; spared: number }>) =>
  db
    .selectFrom('schedules')
    .select(['number', 'image', 'file'])
    .where('community_id', '=', p.community)
    .where('state', '=', sql.lit<ScheduleState>('draft'))
    .orderBy('number', 'desc')
    .limit(-1)
    .offset(p.spared),
);

interface Added {
  readonly number: number;
  readonly dropped: readonly (Attached & Pick<Schedule, 'number'>)[];
}

/** So many drafts are kept; of more nobody knows any more what they were. */
const MOST_DRAFTS = 5;

/**
 * A new one is a draft. Its number is the community's own, from 1 on.
 * @returns it, and the old drafts that went to make room
 */
export async function addDraft(
  tx: Tx,
  {
    when: rule,
    targets,
    image,
    file,
    ...fresh
  }: Omit<NewSchedule, 'rule' | 'targets' | keyof Attached> &
    Pick<Schedule, 'when' | 'targets'> &
    Attached,
): Promise<Added> {
  const [row] = await tx.returning(insert, {
    ...fresh,
    rule: JSON.stringify(rule),
    targets: JSON.stringify(targets),
    image: image ?? null,
    file: file ?? null,
  });
  if (!row) throw new Error('a schedule was not stored');
  const { community } = fresh;
  const old = await tx.all(oldDrafts, { community, spared: MOST_DRAFTS });
  for (const { number } of old) await tx.run(dropDraft, { community, number });
  const dropped = old.map(({ number, ...own }) => ({
    number,
    image: own.image ?? undefined,
    file: own.file ?? undefined,
  }));
  return { number: row.number, dropped };
}

/** A draft that is not wanted was never one. */
export async function removeDraft(tx: Tx, which: Numbered): Promise<void> {
  await tx.run(dropDraft, which);
}
