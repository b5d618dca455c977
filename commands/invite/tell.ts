/** Tells inviters that invitations count (邀请到账), several together, in the group of the newcomer. */
import * as z from 'zod';
import { after, type Coming, type Context, type Line, lines, parseMemberId, seconds } from '#kit';
import type { Base } from './base.ts';
import { nextTier } from './rules/figures.ts';
import { countsOf } from './store/counts.ts';
import { takeUntold } from './store/invitations.ts';
import type { Invitation } from './store/tables.ts';
import { tiersOf } from './store/tiers.ts';
import { tierWords } from './words.ts';

/** Friends who came together begin to count together. */
const COLLECTED = seconds(30);

const whose = z.object({ inviter: z.number().transform((id) => parseMemberId(id)) });

export async function planTelling(
  { later, now }: Pick<Context<Base>, 'later' | 'now'>,
  { inviter_id: inviter }: Invitation,
): Promise<void> {
  await later({ what: 'tell', at: after(now, COLLECTED), key: `${inviter}`, data: { inviter } });
}

export async function tellInviter(context: Coming<Base>): Promise<void> {
  const { tx, text, push, tell, group, now } = context;
  const { inviter } = whose.parse(context.data);
  const member = inviter && (await tx.people.find(inviter));
  if (!member || (await tx.people.isGone(member.id))) return;
  const fresh = await takeUntold(tx, member.id);
  const [first] = fresh;
  if (!first) return;
  const points = fresh.reduce((sum, one) => sum + one.points, 0);
  const friend = (await tx.people.find(first.invitee_id))?.name ?? text('somebody');
  const who = fresh.length === 1 ? friend : text('friends', { n: fresh.length });
  const since = now - COLLECTED;
  const reached = (await tiersOf(tx, member.id)).filter(
    ({ at, is_lost }) => is_lost === 0 && at >= since,
  );
  const line = lines(
    points > 0 ? text('counts', { points, who }) : text('countsForNothing', { who }),
    ...reached.map((tier) => text('tierReached', { what: tierWords(context, tier) })),
    reached.length === 0 ? await nextLine(context, member.id) : undefined,
  );
  // What a manager let through in private happened in no group.
  const key = `${member.id}:${now}`;
  await (group ? push(line, { kind: 'news', key, mention: [member] }) : tell(member, line));
}

/** How far it is to the next tier, for whoever is on the way. */
async function nextLine(
  { tx, text, settings }: Coming<Base>,
  inviter: Invitation['inviter_id'],
): Promise<Line | undefined> {
  const { valid } = await countsOf(tx, inviter);
  const next = nextTier(settings.tiers, valid);
  return next && text('tierNext', { n: next.missing, what: tierWords({ text }, next.tier) });
}
