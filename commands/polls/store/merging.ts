/** SQL that moves what polls (投票) keep of one member to another, and back. */
import {
  type CommunityId,
  type Given,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { db, type PollKey } from './tables.ts';

interface Moved {
  readonly community: CommunityId;
  readonly number: number;
  readonly from: MemberId;
  readonly into: MemberId;
}

const ballots = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('polls_ballots')
    .innerJoin('polls_polls', (join) =>
      join
        .onRef('polls_polls.community_id', '=', 'polls_ballots.community_id')
        .onRef('polls_polls.number', '=', 'polls_ballots.number'),
    )
    .select([
      'polls_ballots.number',
      'polls_ballots.ballot',
      'polls_ballots.at',
      'polls_polls.closed_at',
      'polls_polls.title',
    ])
    .where('polls_ballots.member_id', '=', p.member)
    .orderBy('polls_ballots.number'),
);

/** A member's ballots in named polls, oldest poll first. */
export function namedOf(reader: Reader, member: MemberId) {
  return reader.all(ballots, { member });
}

const moveBallot = write((p: Given<Moved & { at: number }>) =>
  db
    .updateTable('polls_ballots')
    .set({ member_id: p.into })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('member_id', '=', p.from)
    .where(sql<boolean>`at = ${p.at}`)
    .where(sql<boolean>`not exists (
      select 1 from polls_ballots as own
      where own.community_id = ${p.community} and own.number = ${p.number}
        and own.member_id = ${p.into}
    )`),
);

/**
 * Moves the ballot that was cast at that moment; one that was cast since stays.
 * @returns false where the other one has a ballot, or this one is gone
 */
export async function passBallot(
  tx: Tx,
  values: Moved & { readonly at: number },
): Promise<boolean> {
  const { community, number, from, into, at } = values;
  return (await tx.run(moveBallot, { community, number, from, into, at })) === 1;
}

interface Returned {
  readonly community: CommunityId;
  readonly number: number;
  readonly member: MemberId;
  readonly ballot: string;
  readonly at: number;
}

const put = write((p: Given<Returned>) =>
  db
    .insertInto('polls_ballots')
    .columns(['community_id', 'number', 'member_id', 'ballot', 'at'])
    .expression((from) =>
      from
        .selectFrom('polls_polls')
        .select([
          'community_id',
          'number',
          sql<MemberId>`cast(${p.member} as integer)`.as('member_id'),
          sql<string>`${p.ballot}`.as('ballot'),
          sql<Tx['at']>`cast(${p.at} as integer)`.as('at'),
        ])
        .where('community_id', '=', p.community)
        .where('number', '=', p.number)
        .where('closed_at', 'is', null),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

/** Puts a ballot back while its poll is open: what was announced stays as it was. */
export async function returnBallot(tx: Tx, values: Returned): Promise<void> {
  await tx.run(put, values);
}

const votedIn = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('polls_voters')
    .select(['community_id', 'number'])
    .where('member_id', '=', p.member)
    .orderBy('number'),
);

/** Open secret polls in which a member has cast a ballot. */
export async function secretOf(reader: Reader, member: MemberId): Promise<readonly number[]> {
  return (await openSecretOf(reader, member)).map(({ number }) => number);
}

/** The same with the community of each. */
export async function openSecretOf(reader: Reader, member: MemberId): Promise<readonly PollKey[]> {
  const rows = await reader.all(votedIn, { member });
  return rows.map(({ community_id: community, number }) => ({ community, number }));
}

interface Whose {
  readonly community: CommunityId;
  readonly number: number;
  readonly member: MemberId;
}

const addVoter = write((p: Given<Whose>) =>
  db
    .insertInto('polls_voters')
    .columns(['community_id', 'number', 'member_id'])
    .expression((from) =>
      from
        .selectFrom('polls_polls')
        .select([
          'community_id',
          'number',
          sql<MemberId>`cast(${p.member} as integer)`.as('member_id'),
        ])
        .where('community_id', '=', p.community)
        .where('number', '=', p.number)
        .where('closed_at', 'is', null),
    )
    .onConflict((conflict) => conflict.doNothing()),
);
const dropVoter = write((p: Given<Whose>) =>
  db
    .deleteFrom('polls_voters')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('member_id', '=', p.member),
);

/** Notes that a member has cast a ballot. @returns false where that was noted, or it is closed */
export async function noteVoter(tx: Tx, whose: Whose): Promise<boolean> {
  return (await tx.run(addVoter, whose)) === 1;
}

export async function forgetVoter(tx: Tx, whose: Whose): Promise<void> {
  await tx.run(dropVoter, whose);
}

const dropOpen = write((p: Given<{ member: MemberId }>) =>
  db
    .deleteFrom('polls_ballots')
    .where('member_id', '=', p.member)
    .where(sql<boolean>`exists (
      select 1 from polls_polls as polls
      where polls.community_id = polls_ballots.community_id
        and polls.number = polls_ballots.number and polls.closed_at is null
    )`),
);

/** Takes back a member's ballots of named polls that are still open. */
export async function forgetOpenBallots(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(dropOpen, { member });
}

const opened = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('polls_polls')
    .select(['number', 'title', 'opened_at'])
    .where('author_id', '=', p.member)
    .orderBy('number'),
);

/** The polls that a member has opened. */
export function openedBy(reader: Reader, member: MemberId) {
  return reader.all(opened, { member });
}

const setAuthor = write((p: Given<{ community: CommunityId; number: number; author: MemberId }>) =>
  db
    .updateTable('polls_polls')
    .set({ author_id: p.author })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

export async function passPoll(
  tx: Tx,
  values: { readonly community: CommunityId; readonly number: number; readonly author: MemberId },
): Promise<void> {
  await tx.run(setAuthor, values);
}

const noAuthor = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('polls_polls').set({ author_id: null }).where('author_id', '=', p.member),
);
const noTold = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('polls_told').where('member_id', '=', p.member),
);

export async function forgetAuthor(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(noAuthor, { member });
}

export async function forgetTold(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(noTold, { member });
}
