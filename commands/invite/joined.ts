/** Somebody comes in or goes (入群, 退群): who invited them, and does it count? */
import { type Joining, type Leaving, type Member, mayActAs } from '#kit';
import type { Base } from './base.ts';
import { planCount } from './count.ts';
import { revokeLink } from './links.ts';
import { lose } from './lose.ts';
import { record } from './record.ts';
import { findRing, holdRing } from './ring.ts';
import { codeOfLink } from './rules/code.ts';
import { judgeJoin, mayBeginAgain } from './rules/judge.ts';
import { ownerOf } from './store/codes.ts';
import { seenSince } from './store/counts.ts';
import { beginAgain, endRounds, invitation, invitationOf } from './store/invitations.ts';
import type { How, Invitation } from './store/tables.ts';
import { forgetTalk } from './store/talk.ts';
import { askWho } from './who.ts';

export async function joined(context: Joining<Base>): Promise<void> {
  const { tx, member } = context;
  const before = await invitationOf(tx, member.id);
  if (before) return comeBack(context, before);
  const found = await inviterOf(context);
  if (found) return judge(context, found);
  if (context.manner !== 'bot') await askWho(context);
}

interface Found {
  readonly inviter: Member;
  readonly how: How;
}

/** The link's owner goes before whom the platform names: the bot may have made the link. */
async function inviterOf(context: Joining<Base>): Promise<Found | undefined> {
  const { tx, community, via, inviter, member } = context;
  const code = via === undefined ? undefined : codeOfLink(via);
  const owner = code && (await ownerOf(tx, { code, community: community.id }));
  const byLink = owner && (await tx.people.find(owner));
  const found = byLink ? { inviter: byLink, how: 'link' as const } : platformInviter(inviter);
  // Whoever comes back by their own link is no newcomer of anybody.
  return found?.inviter.id === member.id ? undefined : found;
}

function platformInviter(inviter: Member | undefined): Found | undefined {
  return inviter && { inviter, how: 'platform' };
}

async function judge(context: Joining<Base>, { inviter, how }: Found): Promise<void> {
  const { tx, member, manner, now } = context;
  const seen = await seenSince(tx, member.id);
  const ring = await findRing(tx, { invitee: member.id, inviter: inviter.id });
  if (ring) await holdRing(context, ring);
  const verdict = judgeJoin({
    isBot: manner === 'bot',
    isAddedByStaff: manner === 'added' && mayActAs(inviter.role, 'manager'),
    isRing: ring !== undefined,
    joinedAt: now,
    firstSeenAt: seen?.firstSeenAt ?? now,
  });
  await record(context, { invitee: member, inviter, how, joinedAt: now, verdict });
}

/** Whoever was invited once stays that inviter's newcomer, whoever brings them back. */
async function comeBack(context: Joining<Base>, row: Invitation): Promise<void> {
  const { tx, member, now, group } = context;
  const { id, state, since, round, reason } = row;
  if (state !== 'left' || !group || row.inviter_id === member.id) return;
  if (!mayBeginAgain({ leftAt: since, now, round, reason })) return;
  await forgetTalk(tx, id);
  await beginAgain(tx, { id, at: now, group: group.id });
  const again = await invitation(tx, id);
  if (again) await planCount(context, again, now);
}

export async function left(context: Leaving<Base>): Promise<void> {
  const { tx, member, by } = context;
  await revokeLink(context);
  if (!(await tx.people.isGone(member.id))) return;
  const row = await invitationOf(tx, member.id);
  if (!row || row.state === 'left' || row.state === 'rejected') return;
  if (row.state === 'held') await endRounds(tx, row.id);
  await lose(context, row, { state: 'left', reason: by ? 'removed' : 'gone' });
}
