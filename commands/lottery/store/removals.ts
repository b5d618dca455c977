/** SQL of members whom somebody has removed from a group: their places in draws pass to nobody. */
import {
  type CommunityId,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  type Tx,
  write,
} from '#kit';
import { db, type RemovalRow } from './tables.ts';

const add = write((p: Given<RemovalRow>) =>
  db
    .insertInto('lottery_removals')
    .values({ community_id: p.community_id, member_id: p.member_id, at: p.at })
    .onConflict((conflict) =>
      conflict.columns(['community_id', 'member_id']).doUpdateSet({ at: p.at }),
    ),
);

/** Only the last time is kept. */
export async function noteRemoval(tx: Tx, removal: RemovalRow): Promise<void> {
  await tx.run(add, removal);
}

const since = read((p: Given<{ community: CommunityId; member: MemberId; since: Instant }>) =>
  db
    .selectFrom('lottery_removals')
    .select('at')
    .where('community_id', '=', p.community)
    .where('member_id', '=', p.member)
    .where('at', '>=', p.since),
);

/** Whether a member is gone because somebody has removed them since the list of a draw closed. */
export async function wasRemoved(
  reader: Reader,
  { community, member, closedAt }: Removal,
): Promise<boolean> {
  if (!(await reader.people.isGone(member))) return false;
  for (const one of [member, ...(await reader.people.mergedInto(member))]) {
    if (await reader.get(since, { community, member: one, since: closedAt })) return true;
  }
  return false;
}

interface Removal {
  readonly community: CommunityId;
  readonly member: MemberId;
  /** When the list of the draw closed. */
  readonly closedAt: Instant;
}

const forget = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('lottery_removals').where('member_id', '=', p.member),
);

export async function forgetRemovals(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forget, { member });
}
