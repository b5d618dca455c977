/** SQL that takes a person out of free words (申诉, 活动名称) about invitations. */
import { type CommunityId, type Given, type MemberId, sql, type Tx, write } from '#kit';
import { db } from './tables.ts';

/** Stands where a name stood. */
const NOBODY = '…';

const ownWords = write((p: Given<{ member: MemberId }>) =>
  db
    .updateTable('invite_invitations')
    .set({ appeal: null })
    .where('inviter_id', '=', p.member)
    .where('appeal', 'is not', null),
);

/** Drops what the person wrote. */
export async function forgetWords(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(ownWords, { member });
}

interface Named {
  readonly community: CommunityId;
  readonly name: string;
}

const inAppeals = write((p: Given<Named>) =>
  db
    .updateTable('invite_invitations')
    .set({ appeal: sql`replace(appeal, ${p.name}, ${sql.lit(NOBODY)})` })
    .where('community_id', '=', p.community)
    .where(sql<boolean>`(state = 'held' or appeal is not null)`)
    .where(sql<boolean>`instr(appeal, ${p.name}) > 0`),
);
const inTitles = write((p: Given<Named>) =>
  db
    .updateTable('invite_campaigns')
    .set({ title: sql`replace(title, ${p.name}, ${sql.lit(NOBODY)})` })
    .where('community_id', '=', p.community)
    .where(sql<boolean>`instr(title, ${p.name}) > 0`),
);

/** Takes a name out of what others wrote; in another community it may be somebody else's. */
export async function forgetName(tx: Tx, named: Named): Promise<void> {
  await tx.run(inAppeals, named);
  await tx.run(inTitles, named);
}
