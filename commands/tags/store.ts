/** SQL of tags (标签): who has which. */
import {
  type CommunityId,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  type Tx,
  tables,
  write,
} from '#kit';

export interface TagRow {
  readonly community_id: CommunityId;
  readonly tag: string;
  readonly member_id: MemberId;
  readonly shown: string;
  readonly at: Instant;
  readonly operator_id: MemberId | null;
}

export const db = tables<{ tags_given: TagRow }>();

const give = write((p: Given<TagRow>) =>
  db
    .insertInto('tags_given')
    .values({
      community_id: p.community_id,
      tag: p.tag,
      member_id: p.member_id,
      shown: p.shown,
      at: p.at,
      operator_id: p.operator_id,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

/** @returns whether the member did not have it before */
export async function giveTag(tx: Tx, row: TagRow): Promise<boolean> {
  return (await tx.run(give, row)) === 1;
}

type Key = Pick<TagRow, 'community_id' | 'tag' | 'member_id'>;

const take = write((p: Given<Key>) =>
  db
    .deleteFrom('tags_given')
    .where('community_id', '=', p.community_id)
    .where('tag', '=', p.tag)
    .where('member_id', '=', p.member_id),
);

/** @returns whether the member had it */
export async function takeTag(tx: Tx, key: Key): Promise<boolean> {
  return (await tx.run(take, key)) === 1;
}

const all = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('tags_given')
    .select((pick) => [
      'tag',
      pick.fn.min<string>('shown').as('shown'),
      pick.fn.countAll<number>().as('members'),
    ])
    .where('community_id', '=', p.community)
    .groupBy('tag')
    .orderBy('tag'),
);

export interface TagCount {
  readonly tag: string;
  readonly shown: string;
  readonly members: number;
}

/** Every tag of a community that somebody has. */
export function tagsOf(reader: Reader, community: CommunityId): Promise<readonly TagCount[]> {
  return reader.all(all, { community });
}

interface Page {
  readonly community: CommunityId;
  readonly tag: string;
  readonly limit: number;
  readonly offset: number;
}

const holders = read((p: Given<Page>) =>
  db
    .selectFrom('tags_given')
    .select('member_id')
    .where('community_id', '=', p.community)
    .where('tag', '=', p.tag)
    .orderBy('member_id')
    .limit(p.limit)
    .offset(p.offset),
);

/** Who has a tag, a page of them. */
export async function holdersOf(reader: Reader, page: Page): Promise<readonly MemberId[]> {
  return (await reader.all(holders, page)).map(({ member_id }) => member_id);
}

const ofMember = read((p: Given<{ member: MemberId }>) =>
  db.selectFrom('tags_given').selectAll().where('member_id', '=', p.member).orderBy('tag'),
);

export function rowsOf(reader: Reader, member: MemberId): Promise<readonly TagRow[]> {
  return reader.all(ofMember, { member });
}

const forget = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('tags_given').where('member_id', '=', p.member),
);
const forgetOperator = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('tags_given').set({ operator_id: null }).where('operator_id', '=', p.member),
);

/** Takes a member's tags, and their name from those that they gave. */
export async function forgetMember(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forget, { member });
  await tx.run(forgetOperator, { member });
}

interface Pair {
  readonly from: MemberId;
  readonly into: MemberId;
}

const passOperator = write((p: Given<Pair>) =>
  db
    .updateTable('tags_given')
    .set({ operator_id: p.into })
    .where('operator_id', '=', p.from)
    .returning(['tag', 'member_id']),
);

/** What the one has given counts as given by the other. @returns which tags that were */
export function passGiven(tx: Tx, pair: Pair): Promise<readonly Omit<Key, 'community_id'>[]> {
  return tx.returning(passOperator, pair);
}

const returnOperator = write((p: Given<Pair & Key>) =>
  db
    .updateTable('tags_given')
    .set({ operator_id: p.from })
    .where('community_id', '=', p.community_id)
    .where('tag', '=', p.tag)
    .where('member_id', '=', p.member_id)
    .where('operator_id', '=', p.into),
);

/** One of these counts as given by `from` again, as far as it is still there. */
export async function returnGiven(tx: Tx, values: Pair & Key): Promise<void> {
  await tx.run(returnOperator, values);
}
