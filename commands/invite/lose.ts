/** When an invitation does not count any more (邀请失效): what was paid for it is taken back. */
import * as z from 'zod';
import { after, type Coming, type Forgetting, hours } from '#kit';
import type { Base } from './base.ts';
import { takeBack, takeBackTiers } from './pay.ts';
import type { Reason } from './rules/judge.ts';
import { invitation, settle } from './store/invitations.ts';
import { stillToTakeBack } from './store/reviews.ts';
import type { Invitation } from './store/tables.ts';
import { losingTiers } from './store/tiers.ts';

/** While the books are frozen it is tried again so often. */
const RETRY = hours(1);

export interface Loss {
  readonly state: 'left' | 'rejected' | 'held';
  readonly reason: Reason;
}

/** Puts an invitation where it does not count. */
export async function lose(
  context: Forgetting,
  row: Invitation,
  { state, reason }: Loss,
): Promise<void> {
  const { tx, now } = context;
  await settle(tx, { id: row.id, state, reason, at: now });
  if (!(await takeBack(tx, row))) await planSweep(context, row);
}

type Known = Pick<Invitation, 'id' | 'community_id'>;

/** In the community of the invitation: a person is forgotten in all of theirs at once. */
async function planSweep({ later, now }: Forgetting, { id, community_id }: Known): Promise<void> {
  await later({ what: 'sweep', at: after(now, RETRY), key: `${community_id}`, data: { id } });
}

const whichOne = z.object({ id: z.number() });

/** Takes back what could not be taken back before: rewards, and tiers that are not reached. */
export async function sweep(context: Coming<Base>): Promise<void> {
  const { tx, data } = context;
  const row = await invitation(tx, whichOne.parse(data).id);
  if (row && !(await takeBackAll(context, row))) await planSweep(context, row);
}

async function takeBackAll({ tx }: Coming<Base>, { community_id }: Known): Promise<boolean> {
  for (const row of await stillToTakeBack(tx, community_id)) {
    if (!(await takeBack(tx, row))) return false;
  }
  for (const inviter of await losingTiers(tx, community_id)) {
    if (!(await takeBackTiers(tx, inviter))) return false;
  }
  return true;
}
