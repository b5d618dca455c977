/** SQL of who wants to be reminded of check-in (提醒我签到). */
import {
  type CommunityId,
  type Day,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { db } from './tables.ts';

interface Whose {
  readonly member: MemberId;
}

export interface Wish {
  readonly at: Instant;
  /** It was said to the bot alone, which may therefore write to the member alone. */
  readonly isAlone: boolean;
}

const add = write((p: Given<Whose & { at: Instant; alone: 0 | 1 }>) =>
  db
    .insertInto('checkin_wishes')
    .values({ member_id: p.member, at: p.at, is_alone: p.alone })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet({ is_alone: sql`max(is_alone, excluded.is_alone)` }),
    ),
);
const drop = write((p: Given<Whose>) =>
  db.deleteFrom('checkin_wishes').where('member_id', '=', p.member),
);
const one = read((p: Given<Whose>) =>
  db.selectFrom('checkin_wishes').select(['at', 'is_alone']).where('member_id', '=', p.member),
);

/** Said once to the bot alone, it stays so. */
export async function addWish(tx: Tx, { member, at, isAlone }: Whose & Wish): Promise<void> {
  await tx.run(add, { member, at, alone: isAlone ? 1 : 0 });
}

/** @returns whether there was one */
export async function dropWish(tx: Tx, member: MemberId): Promise<boolean> {
  return (await tx.run(drop, { member })) === 1;
}

/** Undefined when a member does not want to be reminded. */
export async function wishOf(reader: Reader, member: MemberId): Promise<Wish | undefined> {
  const row = await reader.get(one, { member });
  return row && { at: row.at, isAlone: row.is_alone === 1 };
}

const wishing = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('checkin_wishes')
    .innerJoin('members', 'members.id', 'checkin_wishes.member_id')
    .select('members.id')
    .where('members.community_id', '=', p.community)
    .where('is_alone', '=', sql.lit(1))
    .limit(1),
);

/** Whether anybody in a community wants to be told alone. */
export async function isAnybodyAsking(reader: Reader, community: CommunityId): Promise<boolean> {
  return (await reader.get(wishing, { community })) !== undefined;
}

const unwarned = read((p: Given<{ community: CommunityId; today: Day }>) =>
  db
    .selectFrom('checkin_wishes')
    .innerJoin('members', 'members.id', 'checkin_wishes.member_id')
    .select('members.id')
    .where('members.community_id', '=', p.community)
    .where('is_alone', '=', sql.lit(1))
    .where(sql<boolean>`not exists (
      select 1 from checkin_days as today
      where today.member_id = members.id and today.day = ${p.today}
    )`)
    .orderBy('members.id'),
);

/** Who wants to be told alone, and has nothing covered today. */
export async function wishersMissing(
  reader: Reader,
  where: { readonly community: CommunityId; readonly today: Day },
): Promise<readonly MemberId[]> {
  return (await reader.all(unwarned, where)).map(({ id }) => id);
}
