/** Notes whom somebody removes from a group: it must not give their place to another. */
import type { Leaving } from '#kit';
import type { Lottery } from './base.ts';
import { noteRemoval } from './store/removals.ts';

export async function left({ tx, community, member, now, wasRemoved }: Leaving<Lottery>) {
  if (!wasRemoved) return;
  await noteRemoval(tx, { community_id: community.id, member_id: member.id, at: now });
}
