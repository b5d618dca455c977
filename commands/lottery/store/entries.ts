/** SQL of entries (参与): who is in which lottery, with which code and how many tickets. */
import { type Given, type MemberId, type Reader, read, sql, type Tx, write } from '#kit';
import { db, type EntryRow } from './tables.ts';

const add = write((p: Given<EntryRow>) =>
  db.insertInto('lottery_entries').values({
    lottery_id: p.lottery_id,
    seq: p.seq,
    member_id: p.member_id,
    code: p.code,
    tickets: p.tickets,
    at: p.at,
    heard_at: p.heard_at,
    paid: p.paid,
    state: p.state,
    is_answered: p.is_answered,
  }),
);

export async function addEntry(tx: Tx, entry: EntryRow): Promise<void> {
  await tx.run(add, entry);
}

interface Whose {
  readonly lottery: number;
  readonly member: MemberId;
}

const ofMember = read((p: Given<Whose>) =>
  db
    .selectFrom('lottery_entries')
    .selectAll()
    .where('lottery_id', '=', p.lottery)
    .where('member_id', '=', p.member),
);

export function entryOf(reader: Reader, whose: Whose): Promise<EntryRow | undefined> {
  return reader.get(ofMember, whose);
}

const byCode = read((p: Given<{ lottery: number; code: string }>) =>
  db
    .selectFrom('lottery_entries')
    .selectAll()
    .where('lottery_id', '=', p.lottery)
    .where('code', '=', p.code),
);

export function entryByCode(
  reader: Reader,
  which: { readonly lottery: number; readonly code: string },
): Promise<EntryRow | undefined> {
  return reader.get(byCode, which);
}

const remove = write((p: Given<Whose>) =>
  db
    .deleteFrom('lottery_entries')
    .where('lottery_id', '=', p.lottery)
    .where('member_id', '=', p.member),
);

export async function removeEntry(tx: Tx, whose: Whose): Promise<void> {
  await tx.run(remove, whose);
}

interface Page {
  readonly lottery: number;
  readonly after: number;
  readonly limit: number;
}

/** Kept out by managers, or gone from every group of the community. */
const outside = sql<0 | 1>`(
  exists (select 1 from lottery_blocked as blocked
    join lottery_lotteries as lotteries on lotteries.id = lottery_entries.lottery_id
    where blocked.community_id = lotteries.community_id
      and blocked.member_id = lottery_entries.member_id)
  or (exists (select 1 from memberships where member_id = lottery_entries.member_id)
    and not exists (select 1 from memberships
      where member_id = lottery_entries.member_id and left_at is null)))`;

const byMember = read((p: Given<Page>) =>
  db
    .selectFrom('lottery_entries')
    .select(['seq', 'member_id', 'code', 'tickets', outside.as('isOutside')])
    .where('lottery_id', '=', p.lottery)
    .where('member_id', '>', sql<MemberId>`${p.after}`)
    .where('state', '=', sql.lit('in' as const))
    .orderBy('member_id')
    .limit(p.limit),
);

/** Those who are in and were not forgotten, by their numbers; and who may not win any more. */
export function entrantsByMember(reader: Reader, page: Page) {
  return reader.all(byMember, page);
}

const codes = read((p: Given<{ lottery: number; after: string; limit: number }>) =>
  db
    .selectFrom('lottery_entries')
    .select(['code', 'tickets', 'seq', 'member_id'])
    .where('lottery_id', '=', p.lottery)
    .where('code', '>', p.after)
    .where('state', '=', sql.lit('in' as const))
    .orderBy('code')
    .limit(p.limit),
);

/** A page of codes in their order. */
export function entrantsByCode(
  reader: Reader,
  page: { readonly lottery: number; readonly after: string; readonly limit: number },
) {
  return reader.all(codes, page);
}

const drop = write((p: Given<{ lottery: number; seqs: string }>) =>
  db
    .updateTable('lottery_entries')
    .set({ state: sql.lit('dropped') })
    .where('lottery_id', '=', p.lottery)
    .where('seq', 'in', sql<number>`(select value from json_each(${p.seqs}))`),
);

/** They are not in the list: kept out, gone, or without what the condition asks for. */
export async function dropEntries(tx: Tx, lottery: number, seqs: readonly number[]) {
  await tx.run(drop, { lottery, seqs: JSON.stringify(seqs) });
}

const openOf = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('lottery_entries')
    .innerJoin('lottery_lotteries', 'lottery_lotteries.id', 'lottery_entries.lottery_id')
    .select([
      'lottery_entries.lottery_id',
      'lottery_entries.seq',
      'lottery_entries.code',
      'lottery_entries.tickets',
      'lottery_entries.paid',
      'lottery_entries.at',
      'lottery_entries.state',
      'lottery_lotteries.number',
      'lottery_lotteries.state as lottery_state',
    ])
    .where('lottery_entries.member_id', '=', p.member)
    .orderBy('lottery_entries.lottery_id'),
);

/** Everything a member has entered, oldest first. */
export function entriesOf(reader: Reader, member: MemberId) {
  return reader.all(openOf, { member });
}

interface MovedEntry {
  readonly lottery: number;
  readonly seq: number;
  readonly from: MemberId;
  readonly into: MemberId;
}

const move = write((p: Given<MovedEntry>) =>
  db
    .updateTable('lottery_entries')
    .set({ member_id: p.into })
    .where('lottery_id', '=', p.lottery)
    .where('seq', '=', p.seq)
    .where('member_id', '=', p.from),
);

/** One entry is another one's, as far as it was that of `from`. */
export async function moveEntry(tx: Tx, which: MovedEntry): Promise<void> {
  await tx.run(move, which);
}

const forget = write((p: Given<{ member: MemberId }>) =>
  db.updateTable('lottery_entries').set({ member_id: null }).where('member_id', '=', p.member),
);

/** The list stays as it was frozen; whose code it was is known no more. */
export async function forgetEntries(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forget, { member });
}
