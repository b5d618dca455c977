/** Who hears of what is not said: authors of pushes, and the managers of a group gone silent. */
import { instantOf, type PushWhy } from '#kit';
import { holdersIn } from '../../store/look-alikes.ts';
import { attentionOf, lastSign, noteSilenceTold } from '../../store/push-facts.ts';
import { lastReason } from '../../store/push-history.ts';
import type { WaitingPush } from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Core } from '../../store/store.ts';
import type { Settings } from '../settings.ts';
import { coreText } from '../texts/index.ts';
import { writeToHolders } from '../write-to-holders.ts';
import { DEAD_PUSHES } from './decide.ts';
import type { Moment } from './group-facts.ts';

/**
 * Whether an author is to hear why a push was left out: not again of a reason that has held back
 * the one before it as well, and not of what managers have decided or hear themselves.
 */
export function isNewReason(
  connection: Statements,
  { push, code }: { readonly push: WaitingPush; readonly code: PushWhy['code'] },
): boolean {
  if (code === 'off' || code === 'silence') return false;
  const { id, group_id: group, feature, kind } = push;
  return connection.get(lastReason, { id, group, feature, kind })?.code !== code;
}

interface Silence extends Moment {
  /** So many were said, and nobody has spoken since. */
  readonly pushes: number;
}

/** Once for each silence: when somebody has spoken since, the next one is another. */
export function tellSilence(
  { connection }: Pick<Core, 'connection'>,
  settings: Settings,
  { group, now, pushes: n }: Silence,
): void {
  const told = connection.get(attentionOf, { group: group.id })?.silence_told_at ?? instantOf(0);
  if (told > lastSign(connection, group.id)) return;
  connection.run(noteSilenceTold, { group: group.id, at: now });
  const { language } = settings.community(group.community);
  writeToHolders(connection, {
    holders: holdersIn(connection, group.community),
    language,
    line: (theirs) => coreText(theirs)('silence', { n, most: DEAD_PUSHES }),
    now,
  });
}
