/** SQL of scheduled pushes (定时推送). */
import {
  type CommunityId,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type Reader,
  read,
  type Tx,
  tables,
  write,
} from '#kit';
import { HERE, type Targets, targetsShape } from '../planning/targets.ts';
import { type When, when } from '../times/when.ts';

/**
 * `draft`: not confirmed yet; `waiting`: for the word of a second manager; `ended`: by itself, and
 * `removed`: by hand, so that not even what is under way is said.
 */
export type ScheduleState = 'draft' | 'waiting' | 'active' | 'paused' | 'ended' | 'removed';

/** Nothing of it is to be seen any more. */
const GONE = ['ended', 'removed'] as const satisfies readonly ScheduleState[];

export function isGone({ state }: Pick<Schedule, 'state'>): boolean {
  return GONE.some((gone) => gone === state);
}

/** Not even what is under way is said: it was stopped, or its new text is not approved yet. */
export function isHalted({ state }: Pick<Schedule, 'state'>): boolean {
  return state !== 'active' && state !== 'ended';
}

export interface ScheduleRow {
  community_id: CommunityId;
  number: number;
  group_id: GroupId;
  state: ScheduleState;
  rule: string;
  content: string;
  author_id: MemberId | null;
  made_at: Instant;
  next_slot: string | null;
  said: number;
  edition: number;
  targets: string | null;
  image: string | null;
  file: string | null;
  mentions_all: number;
  changed_by_id: MemberId | null;
}

export const db = tables<{ schedules: ScheduleRow }>();

/** What goes with the words of a schedule: one of the two, or nothing. Paths on this machine. */
export interface Attached {
  readonly image?: string | undefined;
  readonly file?: string | undefined;
}

export interface Schedule extends Attached {
  readonly number: number;
  readonly group: GroupId;
  readonly state: ScheduleState;
  readonly when: When;
  readonly content: string;
  readonly author: MemberId | undefined;
  readonly nextSlot: string | undefined;
  /** So many of its texts have had their turn for sure; of texts in turn, all rounds together. */
  readonly said: number;
  /** Counts how often its texts were written anew. */
  readonly edition: number;
  readonly targets: Targets;
  readonly mentionsAll: boolean;
  /** Who has changed it last, and therefore cannot approve it. */
  readonly changedBy: MemberId | undefined;
}

export interface Numbered {
  readonly community: CommunityId;
  readonly number: number;
}

const byNumber = read((p: Given<Numbered>) =>
  db
    .selectFrom('schedules')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

interface Path {
  community: CommunityId;
  path: string;
}

const showing = read((p: Given<Path>) =>
  db
    .selectFrom('schedules')
    .select('number')
    .where('community_id', '=', p.community)
    .where((pick) => pick.or([pick('image', '=', p.path), pick('file', '=', p.path)]))
    .where('state', 'not in', GONE)
    .limit(1),
);

const present = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('schedules')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('state', 'not in', GONE)
    .orderBy('number'),
);

type Changing = Numbered &
  Pick<ScheduleRow, 'state' | 'next_slot' | 'rule' | 'targets'> &
  Pick<ScheduleRow, 'content' | 'said' | 'edition'> &
  Pick<ScheduleRow, 'image' | 'file' | 'mentions_all' | 'changed_by_id'>;

const change = write((p: Given<Changing>) =>
  db
    .updateTable('schedules')
    .set({
      state: p.state,
      next_slot: p.next_slot,
      rule: p.rule,
      targets: p.targets,
      content: p.content,
      said: p.said,
      edition: p.edition,
      image: p.image,
      file: p.file,
      mentions_all: p.mentions_all,
      changed_by_id: p.changed_by_id,
    })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

export async function scheduleOf(reader: Reader, which: Numbered): Promise<Schedule | undefined> {
  const row = await reader.get(byNumber, which);
  return row && asSchedule(row);
}

/** When somebody made it. */
export async function scheduleMade(reader: Reader, which: Numbered): Promise<Instant | undefined> {
  return (await reader.get(byNumber, which))?.made_at;
}

/** Whether a schedule that has not ended shows a picture or file. */
export async function isShown(
  reader: Reader,
  { community, image, file }: Attached & { readonly community: CommunityId },
): Promise<boolean> {
  const path = image ?? file;
  return path !== undefined && (await reader.get(showing, { community, path })) !== undefined;
}

/** All that have not ended, oldest first. */
export async function schedulesOf(
  reader: Reader,
  community: CommunityId,
): Promise<readonly Schedule[]> {
  return (await reader.all(present, { community })).map(asSchedule);
}

/** Keeps what may change of a schedule. */
export async function saveSchedule(
  tx: Tx,
  community: CommunityId,
  { number, nextSlot, ...schedule }: Schedule,
): Promise<void> {
  const { state, content, said, edition } = schedule;
  await tx.run(change, {
    community,
    number,
    state,
    content,
    said,
    rule: JSON.stringify(schedule.when),
    targets: JSON.stringify(schedule.targets),
    edition,
    next_slot: nextSlot ?? null,
    image: schedule.image ?? null,
    file: schedule.file ?? null,
    mentions_all: schedule.mentionsAll ? 1 : 0,
    changed_by_id: schedule.changedBy ?? null,
  });
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
    said: row.said,
    edition: row.edition,
    targets: row.targets === null ? HERE : targetsShape.parse(JSON.parse(row.targets)),
    image: row.image ?? undefined,
    file: row.file ?? undefined,
    mentionsAll: row.mentions_all === 1,
    changedBy: row.changed_by_id ?? undefined,
  };
}
