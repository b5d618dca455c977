/**
 * What becomes of a push that may not leave now: it waits, or ends and is told of. Nothing that a
 * manager has planned ends without a word: what does not come again by itself is told at once, the
 * rest once a day, and what concerns a whole group once to all who manage it.
 */
import type { Group, Instant, PushWhy } from '#kit';
import { delayPush, suppressPush, type WaitingPush } from '../../store/pushes.ts';
import type { Core } from '../../store/store.ts';
import type { Settings } from '../settings/settings.ts';
import { tellAway } from './away.ts';
import { planFailures } from './failures.ts';
import { planLost } from './lost.ts';
import type { Round } from './plan-round.ts';
import { tellSilence } from './silence.ts';

export interface Held {
  readonly settings: Settings;
  readonly group: Group;
  readonly now: Instant;
}

type Undecided = Round<WaitingPush>['undecided'][number];

/** @returns when the house has something to do about it; undefined when it has not */
export function holdPush(
  core: Core,
  { settings, ...moment }: Held,
  { push, decision }: Undecided,
): Instant | undefined {
  const { connection } = core;
  const { group, now } = moment;
  const { why: reason } = decision;
  if (reason.code === 'away') tellAway(connection, settings, moment);
  const why = JSON.stringify(reason);
  if (decision.do === 'later') {
    const lullFrom = push.lull_from ?? (reason.code === 'talk' ? now : null);
    connection.run(delayPush, { id: push.id, why, lullFrom });
    return undefined;
  }
  const state = reason.code === 'late' ? 'expired' : 'suppressed';
  const [ended] = connection.all(suppressPush, { id: push.id, state, why, at: now });
  if (reason.code === 'silence') tellSilence(core, settings, { ...moment, pushes: reason.pushes });
  if (ended?.author_id == null || !isForAuthor(push, reason)) return undefined;
  if (push.once === null) return planLost(connection, settings, moment);
  planFailures(connection, [{ id: push.id, community: group.community, group: group.id }], now);
  return now;
}

/** Not of what its managers have decided, or hear all together. */
function isForAuthor({ once }: WaitingPush, { code }: PushWhy): boolean {
  if (code === 'away') return false;
  return once === 1 || (code !== 'off' && code !== 'silence');
}
