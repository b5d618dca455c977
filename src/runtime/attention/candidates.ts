/** What waits in a group, as the rules of attention look at it. */
import type { Group } from '#kit';
import type { WaitingPush } from '../../store/pushes.ts';
import type { Core } from '../../store/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { Candidate } from './plan-round.ts';
import { refusalsIn } from './refusals.ts';
import { isForAll, isPlain } from './saying.ts';

interface Waiting {
  readonly group: Pick<Group, 'community'>;
  /** Oldest first. */
  readonly waiting: readonly WaitingPush[];
}

export function candidatesOf(
  { connection }: Core,
  settings: Settings,
  { group: { community }, waiting }: Waiting,
): readonly Candidate<WaitingPush>[] {
  const isRefused = refusalsIn(connection, community);
  return waiting.map((push) => ({
    push,
    isOff: !settings.isOn(community, push.feature) || isRefused(push.feature, push.kind),
    priority: push.priority,
    plannedAt: push.planned_at,
    expiresAt: push.expires_at,
    lullFrom: push.lull_from ?? undefined,
    isPlain: isPlain(push),
    isForAll: isForAll(push),
    isOnce: push.once === 1,
  }));
}
