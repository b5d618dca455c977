/**
 * SQL of ballots (选票). In a named poll a ballot stands beside its member; in a secret one there are
 * two tables that cannot be joined: who has cast a ballot, and how many ballots of each kind.
 */
import { type Given, type MemberId, type Reader, read, sql, type Tx, write } from '#kit';
import { type Ballot, ballotOf, ballotText } from '../rules/ballot.ts';
import type { Bundle } from '../rules/count.ts';
import { db, type PollKey } from './tables.ts';

/** A poll with how it keeps its ballots. */
export interface Urn extends PollKey {
  readonly isSecret: boolean;
}

interface Whose extends PollKey {
  readonly member: MemberId;
}

const own = read((p: Given<Whose>) =>
  db
    .selectFrom('polls_ballots')
    .select('ballot')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('member_id', '=', p.member),
);
const voted = read((p: Given<Whose>) =>
  db
    .selectFrom('polls_voters')
    .select('member_id')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('member_id', '=', p.member),
);

/** What a member has cast; `hidden` in a secret poll, where only that they have is known. */
export async function castBefore(
  reader: Reader,
  { community, number, isSecret }: Urn,
  member: MemberId,
): Promise<Ballot | 'hidden' | undefined> {
  const whose = { community, number, member };
  if (isSecret) return (await reader.get(voted, whose)) ? 'hidden' : undefined;
  const row = await reader.get(own, whose);
  return row && ballotOf(row.ballot);
}

const put = write((p: Given<Whose & { ballot: string; at: Tx['at'] }>) =>
  db
    .insertInto('polls_ballots')
    .values({
      community_id: p.community,
      number: p.number,
      member_id: p.member,
      ballot: p.ballot,
      at: p.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['community_id', 'number', 'member_id'])
        .doUpdateSet({ ballot: sql`excluded.ballot`, at: sql`excluded.at` }),
    ),
);
const noteVoter = write((p: Given<Whose>) =>
  db
    .insertInto('polls_voters')
    .values({ community_id: p.community, number: p.number, member_id: p.member }),
);
const addUp = write((p: Given<PollKey & { ballot: string }>) =>
  db
    .insertInto('polls_sums')
    .values({ community_id: p.community, number: p.number, ballot: p.ballot, count: sql.lit(1) })
    .onConflict((conflict) =>
      conflict.columns(['community_id', 'number', 'ballot']).doUpdateSet({ count: sql`count + 1` }),
    ),
);

interface Casting {
  readonly member: MemberId;
  readonly ballot: Ballot;
}

/** Casts a ballot, or replaces the one before. @throws when a secret one was cast before */
export async function cast(tx: Tx, urn: Urn, { member, ballot }: Casting): Promise<void> {
  const { community, number } = urn;
  const written = { community, number, ballot: ballotText(ballot) };
  if (!urn.isSecret) {
    await tx.run(put, { ...written, member, at: tx.at });
    return;
  }
  await tx.run(noteVoter, { community, number, member });
  await tx.run(addUp, written);
}

const drop = write((p: Given<Whose>) =>
  db
    .deleteFrom('polls_ballots')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('member_id', '=', p.member),
);

/** Takes back the ballot of a named poll. */
export async function takeBack(tx: Tx, whose: Whose): Promise<void> {
  await tx.run(drop, { community: whose.community, number: whose.number, member: whose.member });
}

const named = read((p: Given<PollKey>) =>
  db
    .selectFrom('polls_ballots')
    .select((pick) => ['ballot', pick.fn.countAll<number>().as('count')])
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .groupBy('ballot')
    .orderBy('ballot'),
);
const secret = read((p: Given<PollKey>) =>
  db
    .selectFrom('polls_sums')
    .select(['ballot', 'count'])
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .orderBy('ballot'),
);

/** Equal ballots together. */
export async function bundlesOf(reader: Reader, urn: Urn): Promise<readonly Bundle[]> {
  const { community, number, isSecret } = urn;
  const rows = await reader.all(isSecret ? secret : named, { community, number });
  return rows.map(({ ballot, count }) => ({ ballot: ballotOf(ballot), count }));
}

const countNamed = read((p: Given<PollKey>) =>
  db
    .selectFrom('polls_ballots')
    .select((pick) => pick.fn.countAll<number>().as('count'))
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);
const countSecret = read((p: Given<PollKey>) =>
  db
    .selectFrom('polls_voters')
    .select((pick) => pick.fn.countAll<number>().as('count'))
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

/** How many members have cast a ballot in an open poll. */
export async function countVoters(reader: Reader, urn: Urn): Promise<number> {
  const { community, number, isSecret } = urn;
  const row = await reader.get(isSecret ? countSecret : countNamed, { community, number });
  return row?.count ?? 0;
}

const all = read((p: Given<PollKey & { limit: number }>) =>
  db
    .selectFrom('polls_ballots')
    .select(['member_id', 'ballot'])
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .orderBy('member_id')
    .limit(p.limit),
);

/** Who cast what in a named poll, so many of them. */
export async function ballotsOf(reader: Reader, { community, number }: PollKey, limit: number) {
  const rows = await reader.all(all, { community, number, limit });
  return rows.map(({ member_id, ballot }) => ({ member: member_id, ballot: ballotOf(ballot) }));
}

const forgetVoters = write((p: Given<PollKey>) =>
  db
    .deleteFrom('polls_voters')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);
const forgetTold = write((p: Given<PollKey>) =>
  db
    .deleteFrom('polls_told')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

/** Once a poll is closed, nobody needs to know who had cast a secret ballot, or was told what. */
export async function clearAway(tx: Tx, { community, number }: PollKey): Promise<void> {
  await tx.run(forgetVoters, { community, number });
  await tx.run(forgetTold, { community, number });
}

const tell = write((p: Given<Whose & { what: string }>) =>
  db
    .insertInto('polls_told')
    .values({ community_id: p.community, number: p.number, member_id: p.member, what: p.what })
    .onConflict((conflict) => conflict.doNothing()),
);

/** @returns whether the member was not told this of the poll before */
export async function tellOnce(
  tx: Tx,
  { community, number }: PollKey,
  { member, what }: { readonly member: MemberId; readonly what: string },
): Promise<boolean> {
  return (await tx.run(tell, { community, number, member, what })) === 1;
}
