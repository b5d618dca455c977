/**
 * Pays for invitations that count (邀请奖励), once each, and takes back what does not count any more,
 * even if it is spent. Everything here can be repeated without a second effect.
 */
import type { Context, Instant, MemberId, Tx } from '#kit';
import type { Base } from './base.ts';
import { lastRound, newTiers, type Tier } from './rules/figures.ts';
import { campaign, progressOf } from './store/campaigns.ts';
import { countsOf } from './store/counts.ts';
import { notePaid } from './store/invitations.ts';
import type { Invitation } from './store/tables.ts';
import { addTier, loseTier, tiersOf } from './store/tiers.ts';

type Here = Pick<Context<Base>, 'tx' | 'settings' | 'house' | 'community'>;

/** Pays the inviter, unless points are off, the inviter has left or the budget is used up. */
export async function payFor(context: Here, row: Invitation): Promise<void> {
  const { tx, house } = context;
  // What was paid stands still: the books were frozen when it should have been taken back.
  if (row.seq !== null) return;
  const points = await worthOf(context, row);
  const isOff = house.isSwitchedOff('points');
  if (isOff || points === 0 || (await tx.people.isGone(row.inviter_id))) return;
  if (!(await tx.people.find(row.inviter_id))) return;
  const reference = `invitation:${row.id}`;
  const once = await freeKey(tx, reference);
  const posting = { member: row.inviter_id, points, reason: 'invite', once, reference };
  const outcome = await tx.ledger.post(posting);
  if (outcome.kind === 'posted') await notePaid(tx, { id: row.id, seq: outcome.seq, points });
}

/**
 * What was paid and taken back may be paid anew, and then is an entry of its own: a key that the
 * ledger knows would pay nothing. That it is paid once is kept in the invitation's row.
 */
async function freeKey(tx: Tx, reference: string): Promise<string> {
  for (let time = 1; ; time += 1) {
    const once = time === 1 ? reference : `${reference}:${time}`;
    if (!(await tx.ledger.entryByOnce(once))) return once;
  }
}

/** What a newcomer is worth: by the campaign in which they came, while its budget lasts. */
async function worthOf(
  { tx, settings, community }: Here,
  { campaign: number }: Invitation,
): Promise<number> {
  if (number === null) return settings.reward;
  const which = { community: community.id, number };
  const found = await campaign(tx, which);
  if (!found) return settings.reward;
  const { points } = await progressOf(tx, which);
  return points + found.reward <= found.budget ? found.reward : 0;
}

/** @returns the tiers that the inviter has reached by it */
export async function payTiers(context: Here, inviter: MemberId): Promise<readonly Tier[]> {
  const { tx, settings, house } = context;
  if (!(await tx.people.find(inviter))) return [];
  const before = await tiersOf(tx, inviter);
  const { valid } = await countsOf(tx, inviter);
  const held = before.filter(({ is_lost }) => is_lost === 0);
  const reached = newTiers(settings.tiers, { valid, held });
  for (const tier of reached) {
    const round = 1 + lastRound(before, tier.friends);
    const isPaid = !house.isSwitchedOff('points') && !(await tx.people.isGone(inviter));
    const points = isPaid ? tier.points : 0;
    await reachTier(tx, { inviter, tier: { ...tier, points }, round, at: tx.at });
  }
  return reached;
}

interface ReachedTier {
  readonly inviter: MemberId;
  readonly tier: Tier;
  readonly round: number;
  readonly at: Instant;
}

async function reachTier(tx: Tx, { inviter, tier, round, at }: ReachedTier): Promise<void> {
  const { friends, points, prize = null } = tier;
  const once = `invite.tier:${inviter}:${friends}:${round}`;
  const posting = { member: inviter, points, reason: 'invite.tier', once, reference: `${friends}` };
  const outcome = points > 0 ? await tx.ledger.post(posting) : undefined;
  const seq = outcome && 'seq' in outcome ? outcome.seq : null;
  await addTier(tx, { member_id: inviter, friends, round, at, points, prize, seq, is_lost: 0 });
}

/** Takes one entry back; false while the books are frozen. */
export type TakesBack = (tx: Tx, seq: number) => Promise<boolean>;

/**
 * Takes back what was paid for an invitation, and tiers that are not reached without it.
 * @param by how an entry is taken back; by a counter-entry unless said
 * @returns false while the books are frozen: it must be tried again
 */
export async function takeBack(tx: Tx, row: Invitation, by = reverse): Promise<boolean> {
  if (row.seq !== null) {
    if (!(await by(tx, row.seq))) return false;
    await notePaid(tx, { id: row.id, seq: null, points: 0 });
  }
  return takeBackTiers(tx, row.inviter_id, by);
}

/** Takes back tiers that an inviter does not reach any more; as {@link takeBack} otherwise. */
export async function takeBackTiers(
  tx: Tx,
  inviter: MemberId,
  by: TakesBack = reverse,
): Promise<boolean> {
  const { valid } = await countsOf(tx, inviter);
  for (const tier of await tiersOf(tx, inviter)) {
    if (tier.is_lost === 1 || tier.friends <= valid) continue;
    if (tier.seq !== null && !(await by(tx, tier.seq))) return false;
    await loseTier(tx, tier);
  }
  return true;
}

/** As {@link TakesBack}: by a counter-entry. */
async function reverse(tx: Tx, seq: number): Promise<boolean> {
  const outcome = await tx.ledger.reverse(seq, { reason: 'invite.back', mayOwe: true });
  return outcome.kind !== 'frozen';
}
