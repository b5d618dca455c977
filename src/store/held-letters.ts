/** What waits in the outbox of a bot account because somebody has stopped its sending. */
import { sql } from 'kysely';
import {
  type CommunityId,
  type Given,
  type Instant,
  type LettersHeld,
  read,
  type Span,
  write,
} from '#kit';
import { holdBy, lastRow } from './holds.ts';
import type { Statements } from './sqlite.ts';
import { core, type SendState } from './tables.ts';
import { worthUntilIn } from './worth.ts';

interface Held {
  account: string;
  /** Only what is said in the groups of this one; null is everything. */
  community: CommunityId | null;
}

const isMeant = ({ account, community }: Given<Held>) =>
  sql<boolean>`bot = ${account} and (${community} is null or lane in (
    select 'g:' || platform_id from groups where community_id = ${community} and bot = ${account}))`;

/** What has not left; one that may leave soon is too old when its time ends before `now`. */
const openLetters = read((p: Given<Held & { now: Instant; patience: Span; lastWord: number }>) =>
  core
    .selectFrom('outbox')
    .select((pick) => [
      pick.fn.countAll<number>().as('count'),
      sql<0 | 1>`${worthUntilIn(p)} < ${p.now}`.as('isOver'),
    ])
    .where('state', '=', sql.lit<SendState>('planned'))
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where('id', '<>', p.lastWord)
    .where(isMeant(p))
    .groupBy('isOver'),
);

/** What was dropped since the last word; who it was for in private is not known any more. */
const droppedLetters = read((p: Given<Held & { lastWord: number }>) =>
  core
    .selectFrom('outbox')
    .select((pick) => pick.fn.countAll<number>().as('count'))
    .where('id', '>', p.lastWord)
    .where('state', '=', sql.lit<SendState>('expired'))
    .where(isMeant(p)),
);

interface Looked {
  readonly account: string;
  readonly community: CommunityId;
  readonly now: Instant;
  /** How long the account's platform can wait for an answer. */
  readonly patience: Span;
}

/** Counts what a stopped account holds back of what concerns a community. */
export function lettersHeld(connection: Statements, looked: Looked): LettersHeld {
  const hold = holdBy(connection, looked);
  if (!hold) return { waiting: 0, tooOld: 0 };
  const { lastWord, isWhole } = hold;
  const meant = { ...looked, community: isWhole ? null : looked.community, lastWord };
  const open = connection.all(openLetters, meant);
  const countOf = (isOver: 0 | 1) => open.find((row) => row.isOver === isOver)?.count ?? 0;
  const dropped = connection.get(droppedLetters, meant)?.count ?? 0;
  return { waiting: countOf(0), tooOld: countOf(1) + dropped };
}

interface Queued extends Held {
  /** Only rows before this one. */
  before: number;
  /** The row of the last word; it was never held back, and keeps its place. */
  lastWord: number;
}

const firstInQueue = read((p: Given<Queued>) =>
  core
    .selectFrom('outbox')
    .select('id')
    .where('id', '<', p.before)
    .where('id', '<>', p.lastWord)
    .where('state', '=', sql.lit<SendState>('planned'))
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where(isMeant(p))
    .orderBy('id')
    .limit(1),
);

/** Gives rows places further back; their order stays. */
const moveBack = write((p: Given<Queued & { by: number }>) =>
  core
    .updateTable('outbox')
    .set({ id: sql`id + ${p.by}` })
    .where('id', '<', p.before)
    .where('id', '<>', p.lastWord)
    .where('state', '=', sql.lit<SendState>('planned'))
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where(isMeant(p)),
);

/** What waited leaves after the row `after`, which tells that the account may send again. */
export function queueAnew(
  connection: Statements,
  { account, community, after }: { account: string; community: CommunityId; after: number },
): void {
  const hold = holdBy(connection, { account, community });
  if (!hold) return;
  const { isWhole, lastWord } = hold;
  const queue = { account, community: isWhole ? null : community, before: after, lastWord };
  const first = connection.get(firstInQueue, queue)?.id;
  // The first of them comes to stand behind all that there is, and so none meets another.
  const by = lastRow(connection) + 1 - (first ?? 0);
  if (first !== undefined) connection.run(moveBack, { ...queue, by });
}
