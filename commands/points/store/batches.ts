/** SQL of lists of points (批量加分) that wait for their manager's word, or can be taken back. */
import {
  type CommunityId,
  type Given,
  type MemberId,
  type Points,
  type Reader,
  read,
  sql,
  type Tx,
  tables,
  write,
} from '#kit';

export type BatchState = 'open' | 'given';

interface BatchRow {
  community_id: CommunityId;
  number: number;
  state: BatchState;
  operator_id: MemberId;
  note: string;
}

interface ShareRow {
  community_id: CommunityId;
  number: number;
  member_id: MemberId;
  points: Points;
}

const db = tables<{ points_batches: BatchRow; points_shares: ShareRow }>();

/** What one member gets. */
export interface Share {
  readonly member: MemberId;
  readonly points: Points;
}

export interface Batch {
  readonly state: BatchState;
  readonly operator: MemberId;
  readonly note: string;
  readonly shares: readonly Share[];
}

export interface Numbered {
  readonly community: CommunityId;
  readonly number: number;
}

type NewBatch = Pick<BatchRow, 'operator_id' | 'note'> & { community: CommunityId };

// Numbers are never used again: of a batch that is gone the highest is still known.
const addBatch = write((p: Given<NewBatch>) =>
  db
    .insertInto('points_batches')
    .values({
      community_id: p.community,
      number: sql`1 + coalesce((select max(number) from points_batches
        where community_id = ${p.community}), 0)`,
      state: 'open',
      operator_id: p.operator_id,
      note: p.note,
    })
    .returning('number'),
);

const addShare = write((p: Given<Numbered & Share>) =>
  db.insertInto('points_shares').values({
    community_id: p.community,
    number: p.number,
    member_id: p.member,
    points: p.points,
  }),
);

const batch = read((p: Given<Numbered>) =>
  db
    .selectFrom('points_batches')
    .select(['state', 'operator_id as operator', 'note'])
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

const shares = read((p: Given<Numbered>) =>
  db
    .selectFrom('points_shares')
    .select(['member_id as member', 'points'])
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .orderBy('member_id'),
);

const setState = write((p: Given<Numbered & { state: BatchState }>) =>
  db
    .updateTable('points_batches')
    .set({ state: p.state })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

const dropShares = write((p: Given<Numbered>) =>
  db
    .deleteFrom('points_shares')
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

const dropSharesOf = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('points_shares').where('member_id', '=', p.member),
);

const blankNotesOf = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('points_batches').set({ note: '' }).where('operator_id', '=', p.member),
);

const openShares = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('points_shares')
    .select('points')
    .where('member_id', '=', p.member)
    .orderBy('number'),
);

/** @returns the number under which it can be confirmed; the community's own, from 1 on */
export async function addList(
  tx: Tx,
  { shares: own, ...fresh }: NewBatch & { readonly shares: readonly Share[] },
): Promise<number> {
  const [row] = await tx.returning(addBatch, fresh);
  if (!row) throw new Error('a list of points was not stored');
  const { community } = fresh;
  for (const share of own) await tx.run(addShare, { community, number: row.number, ...share });
  return row.number;
}

/** @returns undefined when there is none, or when it is over: then its shares are gone */
export async function listOf(reader: Reader, which: Numbered): Promise<Batch | undefined> {
  const found = await reader.get(batch, which);
  const own = found ? await reader.all(shares, which) : [];
  return found && own.length > 0 ? { ...found, shares: own } : undefined;
}

export async function markGiven(tx: Tx, which: Numbered): Promise<void> {
  await tx.run(setState, { ...which, state: 'given' });
}

/** Nobody can confirm it or take it back any more. */
export async function endList(tx: Tx, which: Numbered): Promise<void> {
  await tx.run(dropShares, which);
}

/** Takes a person out: what they would get, and the words of what they asked for. */
export async function forgetShares(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(dropSharesOf, { member });
  await tx.run(blankNotesOf, { member });
}

/** What is on its way to a member, or can still be taken back. */
export async function sharesOf(reader: Reader, member: MemberId): Promise<readonly Points[]> {
  return (await reader.all(openShares, { member })).map(({ points }) => points);
}
