/** `谁邀请了我`: whose newcomer a member is, as far as it is known; what is decided of it is not. */
import {
  type Commanding,
  type DisplayName,
  days,
  type Line,
  lines,
  spanBetween,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import { seenSince } from './store/counts.ts';
import { invitationOf } from './store/invitations.ts';
import type { Invitation } from './store/tables.ts';

export async function showInviter(context: Commanding<Base>): Promise<void> {
  const { tx, member, say, text } = context;
  const row = await invitationOf(tx, member.id);
  if (!row) return say(lines(text('noInviter'), await howToClaim(context)));
  const name = await nameOf(context, row.inviter_id);
  // Who is to be theirs of two is not known before a manager has decided.
  if (row.state === 'held' && row.rival_id !== null) {
    return say(text('twoInviters', { name, other: await nameOf(context, row.rival_id) }));
  }
  return say(text('inviter', { name }));
}

async function nameOf(
  { tx, text }: Commanding<Base>,
  member: Invitation['inviter_id'],
): Promise<DisplayName | Line> {
  return (await tx.people.find(member))?.name ?? text('somebody');
}

/** Only for who is still new enough to say it. */
async function howToClaim(context: Commanding<Base>): Promise<Line | undefined> {
  const { tx, member, now, settings, text, house } = context;
  const seen = await seenSince(tx, member.id);
  if (!seen || spanBetween(seen.firstSeenAt, now) > days(settings.claimDays)) return undefined;
  return text('howToClaim', { word: wordOf(house, '邀请人') });
}
