/** SQL of polls (投票) themselves: opening, finding, closing. */
import * as z from 'zod';
import {
  type CommunityId,
  conditionShape,
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import type { Terms } from '../rules/terms.ts';
import { db, type PollKey, type PollRow } from './tables.ts';

/** A poll as it stands; `options[0]` is option 1. */
export interface Poll extends Terms, PollKey {
  readonly group: GroupId;
  readonly author: MemberId | undefined;
  readonly openedAt: Instant;
  readonly closedAt: Instant | undefined;
  /** How many had cast a ballot when it was closed. */
  readonly voters: number | undefined;
  /** When ballots were last answered, by the bot's own clock. */
  readonly answeredAt: number;
  /** Who is seen first from then on casts no ballot; undefined: everybody may. */
  readonly membersUntil: Instant | undefined;
}

const keptOptions = z.array(z.string());

function pollOf(row: PollRow): Poll {
  return {
    community: row.community_id,
    number: row.number,
    group: row.group_id,
    author: row.author_id ?? undefined,
    title: row.title,
    options: keptOptions.parse(JSON.parse(row.options)),
    kind: row.kind,
    most: row.most,
    isSecret: row.is_secret === 1,
    shows: row.shows,
    mayChange: row.may_change === 1,
    quorum: row.quorum,
    condition: row.condition === null ? undefined : conditionShape.parse(JSON.parse(row.condition)),
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at ?? undefined,
    voters: row.voters ?? undefined,
    answeredAt: row.answered_at,
    membersUntil: row.members_until ?? undefined,
  };
}

const next = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('polls_polls')
    .select((pick) => pick.fn.max('number').as('last'))
    .where('community_id', '=', p.community),
);

const add = write(
  (p: Given<Omit<PollRow, 'closed_at' | 'voters' | 'answered_at' | 'members_until'>>) =>
    db.insertInto('polls_polls').values({
      community_id: p.community_id,
      number: p.number,
      group_id: p.group_id,
      author_id: p.author_id,
      title: p.title,
      options: p.options,
      kind: p.kind,
      most: p.most,
      is_secret: p.is_secret,
      shows: p.shows,
      may_change: p.may_change,
      quorum: p.quorum,
      condition: p.condition,
      opened_at: p.opened_at,
      closes_at: p.closes_at,
      closed_at: null,
      voters: null,
      answered_at: sql.lit(0),
      members_until: null,
    }),
);

export interface NewPoll {
  readonly community: CommunityId;
  readonly group: GroupId;
  readonly author: MemberId;
  readonly terms: Terms;
}

/** @returns its number */
export async function addPoll(tx: Tx, { community, group, author, terms }: NewPoll) {
  const number = ((await tx.get(next, { community }))?.last ?? 0) + 1;
  await tx.run(add, {
    community_id: community,
    number,
    group_id: group,
    author_id: author,
    title: terms.title,
    options: JSON.stringify(terms.options),
    kind: terms.kind,
    most: terms.most,
    is_secret: terms.isSecret ? 1 : 0,
    shows: terms.shows,
    may_change: terms.mayChange ? 1 : 0,
    quorum: terms.quorum,
    condition: terms.condition ? JSON.stringify(terms.condition) : null,
    opened_at: tx.at,
    closes_at: terms.closesAt,
  });
  return number;
}

const one = read((p: Given<PollKey>) =>
  db
    .selectFrom('polls_polls')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

export async function findPoll(reader: Reader, key: PollKey): Promise<Poll | undefined> {
  const row = await reader.get(one, { community: key.community, number: key.number });
  return row && pollOf(row);
}

const openIn = read((p: Given<{ group: GroupId }>) =>
  db
    .selectFrom('polls_polls')
    .selectAll()
    .where('group_id', '=', p.group)
    .where('closed_at', 'is', null)
    .orderBy('number'),
);

/** Open polls of a group, oldest first. */
export async function openPolls(reader: Reader, group: GroupId): Promise<readonly Poll[]> {
  return (await reader.all(openIn, { group })).map(pollOf);
}

const latest = read((p: Given<{ community: CommunityId; group: GroupId }>) =>
  db
    .selectFrom('polls_polls')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('group_id', '=', p.group)
    .orderBy('number', 'desc')
    .limit(sql.lit(1)),
);

/** The newest poll of a group, open or closed. */
export async function latestPoll(
  reader: Reader,
  where: { readonly community: CommunityId; readonly group: GroupId },
): Promise<Poll | undefined> {
  const row = await reader.get(latest, where);
  return row && pollOf(row);
}

const close = write((p: Given<PollKey & { at: Instant; voters: number }>) =>
  db
    .updateTable('polls_polls')
    .set({ closed_at: p.at, voters: p.voters })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('closed_at', 'is', null),
);

export async function markClosed(tx: Tx, { community, number }: PollKey, voters: number) {
  await tx.run(close, { community, number, at: tx.at, voters });
}

const moved = write((p: Given<PollKey & { closesAt: Instant }>) =>
  db
    .updateTable('polls_polls')
    .set({ closes_at: p.closesAt })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

export async function moveDeadline(
  tx: Tx,
  { community, number }: PollKey,
  closesAt: Instant,
): Promise<void> {
  await tx.run(moved, { community, number, closesAt });
}

const answered = write((p: Given<PollKey & { at: number }>) =>
  db
    .updateTable('polls_polls')
    .set({ answered_at: p.at })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

/** @param at by the bot's own clock */
export async function markAnswered(tx: Tx, { community, number }: PollKey, at: Instant) {
  await tx.run(answered, { community, number, at });
}

const closeToNew = write((p: Given<PollKey & { at: Instant }>) =>
  db
    .updateTable('polls_polls')
    .set({ members_until: p.at })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('members_until', 'is', null),
);

/** From now on no newcomer casts a ballot; the first time counts. */
export async function closeToNewcomers(
  tx: Tx,
  { community, number }: PollKey,
  at: Instant,
): Promise<void> {
  await tx.run(closeToNew, { community, number, at });
}
