/** The managers of a group gone silent hear that less is said there. */
import { instantOf } from '#kit';
import { holdersIn } from '../../store/look-alikes.ts';
import { attentionOf, lastSign, noteSilenceTold } from '../../store/push-facts.ts';
import type { Core } from '../../store/store.ts';
import { writeToHolders } from '../sending/write-to-holders.ts';
import type { Settings } from '../settings/settings.ts';
import { coreText } from '../texts/index.ts';
import { DEAD_PUSHES } from './decide.ts';
import type { Moment } from './group-facts.ts';

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
