/** SQL of tiers (邀请阶梯) that inviters have reached. */
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
import { db, type TierRow } from './tables.ts';

const rows = read((p: Given<{ member: MemberId }>) =>
  db
    .selectFrom('invite_tiers')
    .selectAll()
    .where('member_id', '=', p.member)
    .orderBy('friends')
    .orderBy('round'),
);

/** Everything a member has reached, also what was lost again. */
export function tiersOf(reader: Reader, member: MemberId): Promise<readonly TierRow[]> {
  return reader.all(rows, { member });
}

const added = write((p: Given<TierRow>) =>
  db.insertInto('invite_tiers').values({
    member_id: p.member_id,
    friends: p.friends,
    round: p.round,
    at: p.at,
    points: p.points,
    prize: p.prize,
    seq: p.seq,
    is_lost: p.is_lost,
  }),
);

export async function addTier(tx: Tx, row: TierRow): Promise<void> {
  await tx.run(added, row);
}

const losing = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('invite_tiers')
    .innerJoin('members', 'members.id', 'invite_tiers.member_id')
    .select('invite_tiers.member_id')
    .distinct()
    .where('members.community_id', '=', p.community)
    .where('invite_tiers.is_lost', '=', sql.lit(0 as const))
    .where('invite_tiers.friends', '>', (counted) =>
      counted
        .selectFrom('invite_invitations')
        .select((pick) => pick.fn.countAll<number>().as('count'))
        .whereRef('inviter_id', '=', 'invite_tiers.member_id')
        .where('state', '=', sql.lit('valid' as const)),
    ),
);

/** Who holds a tier without so many friends, because the books were frozen when they went. */
export async function losingTiers(
  reader: Reader,
  community: CommunityId,
): Promise<readonly MemberId[]> {
  return (await reader.all(losing, { community })).map(({ member_id }) => member_id);
}

type Key = Pick<TierRow, 'member_id' | 'friends' | 'round'>;

const lost = write((p: Given<Key>) =>
  db
    .updateTable('invite_tiers')
    .set({ is_lost: 1 })
    .where('member_id', '=', p.member_id)
    .where('friends', '=', p.friends)
    .where('round', '=', p.round),
);

export async function loseTier(tx: Tx, { member_id, friends, round }: Key): Promise<void> {
  await tx.run(lost, { member_id, friends, round });
}

const moved = write((p: Given<Key & { into: MemberId; toRound: number }>) =>
  db
    .updateTable('invite_tiers')
    .set({ member_id: p.into, round: p.toRound })
    .where('member_id', '=', p.member_id)
    .where('friends', '=', p.friends)
    .where('round', '=', p.round),
);

/** A tier of one who was merged, under a number that is free with the one who goes on. */
export async function moveTier(
  tx: Tx,
  values: Key & { readonly into: MemberId; readonly toRound: number },
): Promise<void> {
  await tx.run(moved, values);
}

const forgotten = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('invite_tiers').where('member_id', '=', p.member),
);

export async function forgetTiers(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forgotten, { member });
}
