/**
 * SQL of ballots (选票). In a named poll a ballot stands beside its member; in a secret one there are
 * two tables that cannot be joined: who has cast a ballot, and how many ballots of each kind.
 */
import { type Given, type MemberId, type Reader, read, sql, type Tx, write } from '#kit';
import { type Ballot, ballotOf, ballotText, ordersOf } from '../rules/ballot.ts';
import type { Bundle } from '../rules/count.ts';
import type { Kind } from '../rules/terms.ts';
import { db, type PollKey } from './tables.ts';

/** A poll with how it keeps its ballots. */
export interface Urn extends PollKey {
  readonly isSecret: boolean;
  readonly kind: Kind;
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
const addKind = write((p: Given<PollKey & { ballot: string; count: string }>) =>
  db
    .insertInto('polls_sums')
    .values({ community_id: p.community, number: p.number, ballot: p.ballot, count: p.count }),
);
const addUp = write((p: Given<PollKey & { ballot: string }>) =>
  db
    .updateTable('polls_sums')
    .set({ count: sql`printf('%08d', cast(count as integer) + 1)` })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('ballot', '=', p.ballot),
);

/**
 * Writes a row for each kind of ballot before the first one is cast. A row is then changed in its
 * place and keeps its length, or the pages of the file would show which kind came first.
 */
export async function prepare(tx: Tx, urn: Urn, options: number): Promise<void> {
  const { community, number, kind, isSecret } = urn;
  if (!isSecret) return;
  const all = Array.from({ length: options }, (_, index) => index + 1);
  const ballots = kind === 'ranked' ? ordersOf(all) : all.map((option) => [option]);
  for (const ballot of ballots.map(ballotText).sort()) {
    await tx.run(addKind, { community, number, ballot, count: '00000000' });
  }
}

/** Which options stood together on a ballot matters in a ranked poll alone; no more is kept. */
function kindsIn({ kind }: Urn, ballot: Ballot): readonly string[] {
  return kind === 'ranked' ? [ballotText(ballot)] : ballot.map(String);
}

interface Casting {
  readonly member: MemberId;
  readonly ballot: Ballot;
}

/** Casts a ballot, or replaces the one before. @throws when a secret one was cast before */
export async function cast(tx: Tx, urn: Urn, { member, ballot }: Casting): Promise<void> {
  const { community, number } = urn;
  if (!urn.isSecret) {
    await tx.run(put, { community, number, member, ballot: ballotText(ballot), at: tx.at });
    return;
  }
  // Commit after commit, the log would show whose ballot came with which.
  tx.emptyLog();
  await tx.run(noteVoter, { community, number, member });
  for (const kind of kindsIn(urn, ballot)) {
    const added = await tx.run(addUp, { community, number, ballot: kind });
    if (added !== 1) throw new Error(`poll ${number} has no ballots such as ${kind}`);
  }
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
    .select(['ballot', sql<number>`cast(count as integer)`.as('count')])
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where(sql<boolean>`count > '00000000'`)
    .orderBy('ballot'),
);

/** Equal ballots together; of a secret poll that is not ranked, each option by itself. */
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

const supporters = read((p: Given<PollKey & { isRanked: 0 | 1; option: number; limit: number }>) =>
  db
    .selectFrom('polls_ballots')
    .select('member_id')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where(sql<boolean>`iif(${p.isRanked},
      ballot || ',' glob cast(${p.option} as integer) || ',*',
      ',' || ballot || ',' glob '*,' || cast(${p.option} as integer) || ',*')`)
    .orderBy('member_id')
    .limit(p.limit),
);

/** Who has chosen an option in a named poll, in a ranked one as their first; so many of them. */
export async function membersFor(
  reader: Reader,
  { community, number, kind }: Urn,
  { option, limit }: { readonly option: number; readonly limit: number },
): Promise<readonly MemberId[]> {
  const isRanked = kind === 'ranked' ? 1 : 0;
  const rows = await reader.all(supporters, { community, number, isRanked, option, limit });
  return rows.map(({ member_id }) => member_id);
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
