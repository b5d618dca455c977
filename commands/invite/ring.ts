/** Rings (互邀): inviters of each other, along whom one comes back to where one began. */
import type { Context, MemberId, Reader } from '#kit';
import type { Base } from './base.ts';
import { invitationOf, settle } from './store/invitations.ts';
import type { Invitation } from './store/tables.ts';

/** Chains of friends of friends are shorter; a bound on work. */
const LONGEST_CHAIN = 64;

/** @returns the invitations between the inviter and the newcomer, if there is such a chain */
export async function findRing(
  reader: Reader,
  { invitee, inviter }: { readonly invitee: MemberId; readonly inviter: MemberId },
): Promise<readonly Invitation[] | undefined> {
  const chain: Invitation[] = [];
  let at = inviter;
  while (at !== invitee && chain.length < LONGEST_CHAIN) {
    const row = await invitationOf(reader, at);
    if (!row || row.state === 'rejected') return undefined;
    chain.push(row);
    at = row.inviter_id;
  }
  return at === invitee ? chain : undefined;
}

/** Nobody of a ring is paid before a person has looked at it; what was paid stays paid. */
export async function holdRing(
  { tx, now }: Pick<Context<Base>, 'tx' | 'now'>,
  ring: readonly Invitation[],
): Promise<void> {
  for (const { id, state, is_cleared } of ring) {
    if (state !== 'pending' || is_cleared === 1) continue;
    await settle(tx, { id, state: 'held', reason: 'ring', at: now });
  }
}
