/** SQL of what waits for a person's decision (待审核), and of what is still to be taken back. */
import {
  type CommunityId,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import { db, type Invitation } from './tables.ts';

export const toReview = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('invite_invitations')
    .selectAll()
    .where('community_id', '=', p.community)
    // As in the partial index, so that it serves.
    .where(sql<boolean>`(state = 'held' or appeal is not null)`)
    .orderBy('id'),
);

/** What is held or appealed against, oldest first. */
export function waitingForReview(
  reader: Reader,
  community: CommunityId,
): Promise<readonly Invitation[]> {
  return reader.all(toReview, { community });
}

const cleared = write((p: Given<{ id: number; at: Instant }>) =>
  db
    .updateTable('invite_invitations')
    .set({ state: 'pending', reason: null, since: p.at, appeal: null, is_cleared: 1, is_told: 0 })
    .where('id', '=', p.id),
);

/**
 * Somebody has looked at it: it goes on, is not held again, and the inviter is told when it counts,
 * also where it did before.
 */
export async function clear(
  tx: Tx,
  values: { readonly id: number; readonly at: Instant },
): Promise<void> {
  await tx.run(cleared, values);
}

const exchanged = write((p: Given<{ id: number; inviter: MemberId; rival: MemberId }>) =>
  db
    .updateTable('invite_invitations')
    .set({ inviter_id: p.inviter, rival_id: p.rival })
    .where('id', '=', p.id),
);

/** The other one who was named is the inviter. */
export async function exchangeRival(
  tx: Tx,
  values: { readonly id: number; readonly inviter: MemberId; readonly rival: MemberId },
): Promise<void> {
  await tx.run(exchanged, values);
}

const appealed = write((p: Given<{ id: number; appeal: string }>) =>
  db.updateTable('invite_invitations').set({ appeal: p.appeal }).where('id', '=', p.id),
);

export async function noteAppeal(
  tx: Tx,
  values: { readonly id: number; readonly appeal: string },
): Promise<void> {
  await tx.run(appealed, values);
}

export const stillPaid = read((p: Given<{ community: CommunityId }>) =>
  db
    .selectFrom('invite_invitations')
    .selectAll()
    .where('community_id', '=', p.community)
    .where('seq', 'is not', null)
    .where(sql<boolean>`state <> 'valid'`)
    .orderBy('id'),
);

/** What does not count any more and is still paid, because the books were frozen. */
export function stillToTakeBack(
  reader: Reader,
  community: CommunityId,
): Promise<readonly Invitation[]> {
  return reader.all(stillPaid, { community });
}

const ofInviter = read((p: Given<{ inviter: MemberId }>) =>
  db.selectFrom('invite_invitations').selectAll().where('inviter_id', '=', p.inviter).orderBy('id'),
);

/** Everything of one inviter, oldest first. */
export function allOf(reader: Reader, inviter: MemberId): Promise<readonly Invitation[]> {
  return reader.all(ofInviter, { inviter });
}
