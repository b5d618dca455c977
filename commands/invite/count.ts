/**
 * When an invitation comes to count (邀请生效): the newcomer has stayed and spoken, and the inviter
 * is paid and told. It is looked at when the time has come, and a while after each day of talk,
 * because what was said may still be recalled.
 */

import * as z from 'zod';
import { after, type Coming, type Context, type Instant, instantOf, minutes } from '#kit';
import type { Base } from './base.ts';
import { lose } from './lose.ts';
import { payFor, payTiers } from './pay.ts';
import { isReady, stayedAt } from './rules/judge.ts';
import { invitation, settle } from './store/invitations.ts';
import type { Invitation } from './store/tables.ts';
import { daysTalked, forgetTalk } from './store/talk.ts';
import { planTelling } from './tell.ts';

/** Platforms let their members recall a message for two minutes. */
const MAY_BE_RECALLED = minutes(5);

const whichOne = z.object({ id: z.number() });

/** Plans the look at an invitation: when the stay is long enough, but not before `notBefore`. */
export async function planCount(
  { later, settings }: Pick<Context<Base>, 'later' | 'settings'>,
  { id, joined_at }: Pick<Invitation, 'id' | 'joined_at'>,
  notBefore: Instant,
): Promise<void> {
  const at = instantOf(Math.max(stayedAt(joined_at, settings), notBefore));
  await later({ what: 'count', at, key: `${id}:${at}`, data: { id } });
}

/** The same after a message of the newcomer. */
export function planCountAfterTalk(
  context: Pick<Context<Base>, 'later' | 'settings' | 'now'>,
  row: Pick<Invitation, 'id' | 'joined_at'>,
): Promise<void> {
  return planCount(context, row, after(context.now, MAY_BE_RECALLED));
}

export async function countWhenDue(context: Coming<Base>): Promise<void> {
  const { id } = whichOne.parse(context.data);
  const row = await invitation(context.tx, id);
  if (row) await considerOne(context, row);
}

/** Makes a pending invitation count if everything is there; @returns whether it does now. */
export async function considerOne(context: Context<Base>, row: Invitation): Promise<boolean> {
  const { tx, now, settings } = context;
  if (row.state !== 'pending') return false;
  // Linked since they joined: nobody is their own newcomer.
  if (row.inviter_id === row.invitee_id) {
    await lose(context, row, { state: 'rejected', reason: 'same' });
    return false;
  }
  // A platform may have told the leave of one group alone, or late.
  if (await tx.people.isGone(row.invitee_id)) {
    await lose(context, row, { state: 'left', reason: 'gone' });
    return false;
  }
  const stay = { joinedAt: row.joined_at, now, daysTalked: await daysTalked(tx, row.id) };
  if (!isReady(stay, settings)) return false;
  await settle(tx, { id: row.id, state: 'valid', reason: null, at: now });
  await forgetTalk(tx, row.id);
  await payFor(context, row);
  await payTiers(context, row.inviter_id);
  await planTelling(context, row);
  return true;
}
