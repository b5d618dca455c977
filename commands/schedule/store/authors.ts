/** SQL of whose schedules are: who made them, and who changed them last. */
import { type Given, type MemberId, type Reader, read, type Tx, write } from '#kit';
import { db, type Numbered } from './schedules.ts';

const authored = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('schedules')
    .select(['community_id', 'number', 'content'])
    .where('author_id', '=', p.member)
    .orderBy('number'),
);

const changedBy = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('schedules')
    .select(['community_id', 'number'])
    .where('changed_by_id', '=', p.member)
    .orderBy('number'),
);

const passAuthor = write((p: Given<{ from: MemberId; to: MemberId | null }>) =>
  db.updateTable('schedules').set({ author_id: p.to }).where('author_id', '=', p.from),
);

const passChanged = write((p: Given<{ from: MemberId; to: MemberId | null }>) =>
  db.updateTable('schedules').set({ changed_by_id: p.to }).where('changed_by_id', '=', p.from),
);

const giveAuthor = write((p: Given<Numbered & { author: MemberId }>) =>
  db
    .updateTable('schedules')
    .set({ author_id: p.author })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

const giveChanged = write((p: Given<Numbered & { from: MemberId; to: MemberId }>) =>
  db
    .updateTable('schedules')
    .set({ changed_by_id: p.to })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number)
    .where('changed_by_id', '=', p.from),
);

/** The contents of a member's schedules. */
export async function contentsBy(reader: Reader, member: MemberId) {
  return reader.all(authored, { member });
}

/** Numbers of schedules: made by a member, and changed by them last. */
export interface Passed {
  readonly made: readonly number[];
  readonly changed: readonly number[];
}

/** The schedules of a member are another's, or nobody's. */
export async function passSchedules(
  tx: Tx,
  { from, to }: { readonly from: MemberId; readonly to: MemberId | null },
): Promise<Passed> {
  const made = (await tx.all(authored, { member: from })).map(({ number }) => number);
  const changed = (await tx.all(changedBy, { member: from })).map(({ number }) => number);
  await tx.run(passAuthor, { from, to });
  await tx.run(passChanged, { from, to });
  return { made, changed };
}

interface PassedChange extends Numbered {
  readonly from: MemberId;
  readonly to: MemberId;
}

/** Who has changed it last is another one, unless somebody else has changed it since. */
export async function passChange(tx: Tx, which: PassedChange): Promise<void> {
  await tx.run(giveChanged, which);
}

export async function setAuthor(tx: Tx, which: Numbered, author: MemberId): Promise<void> {
  await tx.run(giveAuthor, { ...which, author });
}
