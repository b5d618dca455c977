/** Notes an invitation (记邀请), and holds a rush of newcomers of one inviter for review. */
import { type Context, type Instant, localDay, type Member } from '#kit';
import type { Base } from './base.ts';
import { planCount } from './count.ts';
import { rushesBefore, type Verdict } from './rules/judge.ts';
import { campaignAt } from './store/campaigns.ts';
import { addInvitation, joinedSince, settle } from './store/invitations.ts';
import type { How } from './store/tables.ts';

export interface Known {
  readonly invitee: Member;
  readonly inviter: Member;
  readonly how: How;
  readonly joinedAt: Instant;
  readonly verdict: Verdict;
}

/** @throws Error where there is no group, or the newcomer was invited before */
export async function record(context: Context<Base>, known: Known): Promise<void> {
  const { tx, now, community, group } = context;
  const { invitee, inviter, how, joinedAt, verdict } = known;
  if (!group) throw new Error('somebody is invited into a group');
  const running = await campaignAt(tx, { community: community.id, at: joinedAt });
  const id = await addInvitation(tx, {
    community_id: community.id,
    group_id: group.id,
    invitee_id: invitee.id,
    inviter_id: inviter.id,
    how,
    state: verdict.state,
    reason: 'reason' in verdict ? verdict.reason : null,
    joined_at: joinedAt,
    day: localDay(joinedAt, community.calendar),
    since: now,
    campaign: running?.number ?? null,
  });
  if (verdict.state === 'rejected') return;
  await planCount(context, { id, joined_at: joinedAt }, now);
  await holdBurst(context, known);
}

/** All of a rush is held, also those who came before it was one. */
async function holdBurst(
  { tx, now, settings }: Context<Base>,
  { inviter, joinedAt }: Known,
): Promise<void> {
  for (const { since, most } of rushesBefore(joinedAt, settings)) {
    const rush = await joinedSince(tx, { inviter: inviter.id, since });
    if (rush.length <= most) continue;
    for (const { id, state, is_cleared } of rush) {
      if (state !== 'pending' || is_cleared === 1) continue;
      await settle(tx, { id, state: 'held', reason: 'burst', at: now });
    }
  }
}
