/**
 * A newcomer says who invited them (谁邀请了我), where the platform does not: by a code, a mention or
 * a choice. What the platform itself has told goes before it.
 */
import type { Acting, Line, Member } from '#kit';
import type { Base } from './base.ts';
import { record } from './record.ts';
import { findRing, holdRing } from './ring.ts';
import { type ClaimRefusal, judgeClaim } from './rules/judge.ts';
import { seenSince } from './store/counts.ts';
import { invitationOf, noteRival, settle } from './store/invitations.ts';
import type { Invitation } from './store/tables.ts';

/** Notes it, or says why not. */
export async function claim(context: Acting<Base>, inviter: Member): Promise<void> {
  const before = await invitationOf(context.tx, context.member.id);
  await context.say(
    before ? await claimAgain(context, { before, inviter }) : await claimFirst(context, inviter),
  );
}

async function claimFirst(context: Acting<Base>, inviter: Member): Promise<Line> {
  const { tx, member, now, settings, text } = context;
  const own = await seenSince(tx, member.id);
  const theirs = await seenSince(tx, inviter.id);
  const ring = await findRing(tx, { invitee: member.id, inviter: inviter.id });
  const isOneself = inviter.id === member.id;
  const verdict = judgeClaim(
    {
      isOneself,
      isInviterGone: await tx.people.isGone(inviter.id),
      isRing: ring !== undefined && !isOneself,
      now,
      firstSeenAt: own?.firstSeenAt ?? now,
      joinedAt: own?.joinedAt,
      inviterSeenAt: theirs?.firstSeenAt ?? now,
    },
    settings,
  );
  if (verdict.state === 'refused') {
    if (verdict.why === 'ring' && ring) await holdRing(context, ring);
    return refusal(context, verdict.why);
  }
  const joinedAt = own?.joinedAt ?? now;
  await record(context, { invitee: member, inviter, how: 'code', joinedAt, verdict });
  const { name } = inviter;
  if (verdict.state !== 'held') return text('claimed', { name });
  return text(verdict.reason === 'later' ? 'claimedLater' : 'claimedUnseen', { name });
}

interface Again {
  readonly before: Invitation;
  readonly inviter: Member;
}

/** Two who are named for one newcomer: a person decides, unless the platform has told. */
async function claimAgain(
  { tx, now, text, member }: Acting<Base>,
  { before, inviter }: Again,
): Promise<Line> {
  const { id, inviter_id, how, state, reason, is_cleared } = before;
  const first = (await tx.people.find(inviter_id))?.name ?? text('somebody');
  if (inviter.id === member.id) return text('refused.oneself');
  // Some platforms name the admin who let a newcomer in, and not who brought them.
  const isUnsure = how === 'code' || reason === 'added';
  const isDecided = state === 'valid' || state === 'left' || reason === 'refused';
  const isOpen = isUnsure && !isDecided && is_cleared === 0;
  if (inviter.id === inviter_id || !isOpen) return text('claimedBefore', { name: first });
  await noteRival(tx, { id, rival: inviter.id });
  await settle(tx, { id, state: 'held', reason: 'rivals', at: now });
  return text('claimedTwice', { name: first, other: inviter.name });
}

function refusal({ text, settings }: Acting<Base>, why: ClaimRefusal): Line {
  switch (why) {
    case 'old':
      return text('refused.old', { n: settings.claimDays });
    case 'oneself':
    case 'inviterGone':
    case 'ring':
      return text(`refused.${why}`);
  }
}
