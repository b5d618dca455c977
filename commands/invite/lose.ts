/** When an invitation does not count any more (邀请失效): what was paid for it is taken back. */
import { after, type Coming, type Context, hours } from '#kit';
import type { Base } from './base.ts';
import { takeBack } from './pay.ts';
import type { Reason } from './rules/judge.ts';
import { settle } from './store/invitations.ts';
import { stillToTakeBack } from './store/reviews.ts';
import type { Invitation } from './store/tables.ts';

/** While the books are frozen it is tried again so often. */
const RETRY = hours(1);

export interface Loss {
  readonly state: 'left' | 'rejected' | 'held';
  readonly reason: Reason;
}

/** Puts an invitation where it does not count. */
export async function lose(
  context: Pick<Context<Base>, 'tx' | 'now' | 'later' | 'community'>,
  row: Invitation,
  { state, reason }: Loss,
): Promise<void> {
  const { tx, now } = context;
  await settle(tx, { id: row.id, state, reason, at: now });
  if (!(await takeBack(tx, row))) await planSweep(context);
}

async function planSweep({
  community,
  later,
  now,
}: Pick<Context<Base>, 'now' | 'later' | 'community'>): Promise<void> {
  await later({ what: 'sweep', at: after(now, RETRY), key: `${community.id}`, data: null });
}

/** Takes back what could not be taken back before. */
export async function sweep(context: Coming<Base>): Promise<void> {
  const { tx, community } = context;
  for (const row of await stillToTakeBack(tx, community.id)) {
    if (!(await takeBack(tx, row))) return planSweep(context);
  }
}
