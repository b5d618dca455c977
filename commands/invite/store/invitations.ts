/** SQL of invitations (邀请): one row per newcomer, and what becomes of it. */
import {
  type Given,
  type GroupId,
  type Instant,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  write,
} from '#kit';
import type { Reason, State } from '../rules/judge.ts';
import { db, type Invitation } from './tables.ts';

export const ofInvitee = read((p: Given<{ invitee: MemberId }>) =>
  db.selectFrom('invite_invitations').selectAll().where('invitee_id', '=', p.invitee),
);

/** How a member came, if somebody invited them. */
export function invitationOf(reader: Reader, invitee: MemberId): Promise<Invitation | undefined> {
  return reader.get(ofInvitee, { invitee });
}

const byId = read((p: Given<{ id: number }>) =>
  db.selectFrom('invite_invitations').selectAll().where('id', '=', p.id),
);

export function invitation(reader: Reader, id: number): Promise<Invitation | undefined> {
  return reader.get(byId, { id });
}

export type NewInvitation = Pick<
  Invitation,
  | 'community_id'
  | 'group_id'
  | 'invitee_id'
  | 'inviter_id'
  | 'how'
  | 'state'
  | 'reason'
  | 'joined_at'
  | 'day'
  | 'since'
  | 'campaign'
>;

const added = write((p: Given<NewInvitation>) =>
  db
    .insertInto('invite_invitations')
    .values({
      id: sql`(select coalesce(max(id), 0) + 1 from invite_invitations)`,
      community_id: p.community_id,
      group_id: p.group_id,
      invitee_id: p.invitee_id,
      inviter_id: p.inviter_id,
      how: p.how,
      state: p.state,
      reason: p.reason,
      joined_at: p.joined_at,
      day: p.day,
      since: p.since,
      campaign: p.campaign,
      round: 1,
      is_cleared: 0,
      points: 0,
      is_told: 0,
    })
    .returning('id'),
);

/** @throws Error when the newcomer has been invited before */
export async function addInvitation(tx: Tx, fresh: NewInvitation): Promise<number> {
  const [row] = await tx.returning(added, fresh);
  if (!row) throw new Error('an invitation was not stored');
  return row.id;
}

export interface Settled {
  readonly id: number;
  readonly state: State;
  readonly reason: Reason | null;
  readonly at: Instant;
}

const settled = write((p: Given<Settled>) =>
  db
    .updateTable('invite_invitations')
    .set({ state: p.state, reason: p.reason, since: p.at, appeal: null })
    .where('id', '=', p.id),
);

/** Puts an invitation into another state; an appeal that was open is decided by it. */
export async function settle(tx: Tx, values: Settled): Promise<void> {
  await tx.run(settled, values);
}

const begun = write((p: Given<{ id: number; at: Instant; group: GroupId }>) =>
  db
    .updateTable('invite_invitations')
    .set({
      state: 'pending',
      reason: null,
      since: p.at,
      joined_at: p.at,
      group_id: p.group,
      round: sql`round + 1`,
      is_told: 0,
    })
    .where('id', '=', p.id),
);

/** A newcomer who left is back soon: the stay begins anew. */
export async function beginAgain(
  tx: Tx,
  values: { readonly id: number; readonly at: Instant; readonly group: GroupId },
): Promise<void> {
  await tx.run(begun, values);
}

const ended = write((p: Given<{ id: number }>) =>
  db.updateTable('invite_invitations').set({ round: 2 }).where('id', '=', p.id),
);

/** From now on this newcomer does not begin again. */
export async function endRounds(tx: Tx, id: number): Promise<void> {
  await tx.run(ended, { id });
}

const paid = write((p: Given<{ id: number; seq: number | null; points: number }>) =>
  db.updateTable('invite_invitations').set({ seq: p.seq, points: p.points }).where('id', '=', p.id),
);

/** Notes what was paid for it and stands; nothing when it was taken back. */
export async function notePaid(
  tx: Tx,
  values: { readonly id: number; readonly seq: number | null; readonly points: number },
): Promise<void> {
  await tx.run(paid, values);
}

const recent = read((p: Given<{ inviter: MemberId; since: Instant }>) =>
  db
    .selectFrom('invite_invitations')
    .selectAll()
    .where('inviter_id', '=', p.inviter)
    .where('joined_at', '>', p.since)
    .where('state', '<>', 'rejected')
    .orderBy('id'),
);

/** Newcomers of an inviter who joined after a moment; rejected ones are left out. */
export function joinedSince(
  reader: Reader,
  values: { readonly inviter: MemberId; readonly since: Instant },
): Promise<readonly Invitation[]> {
  return reader.all(recent, values);
}

const newest = read((p: Given<{ inviter: MemberId; limit: number }>) =>
  db
    .selectFrom('invite_invitations')
    .selectAll()
    .where('inviter_id', '=', p.inviter)
    .orderBy('joined_at', 'desc')
    .orderBy('id', 'desc')
    .limit(p.limit),
);

/** An inviter's newcomers, newest first. */
export function newestOf(
  reader: Reader,
  values: { readonly inviter: MemberId; readonly limit: number },
): Promise<readonly Invitation[]> {
  return reader.all(newest, values);
}

const rival = write((p: Given<{ id: number; rival: MemberId }>) =>
  db.updateTable('invite_invitations').set({ rival_id: p.rival }).where('id', '=', p.id),
);

/** The newcomer has named somebody else as well. */
export async function noteRival(
  tx: Tx,
  values: { readonly id: number; readonly rival: MemberId },
): Promise<void> {
  await tx.run(rival, values);
}

const untold = write((p: Given<{ inviter: MemberId }>) =>
  db
    .updateTable('invite_invitations')
    .set({ is_told: 1 })
    .where('inviter_id', '=', p.inviter)
    .where('state', '=', 'valid')
    .where('is_told', '=', 0)
    .returning(['invitee_id', 'points']),
);

/** What counts and was not told yet; from now on it is. */
export function takeUntold(
  tx: Tx,
  inviter: MemberId,
): Promise<readonly Pick<Invitation, 'invitee_id' | 'points'>[]> {
  return tx.returning(untold, { inviter });
}
