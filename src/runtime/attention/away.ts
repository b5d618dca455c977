/**
 * The bot is not in a group any more: pushes to it wait until it is back, as long as they are worth
 * sending. Whoever manages there hears it once, not with every push.
 */
import { displayName } from '#kit';
import { awayOf, noteAwayTold } from '../../store/away.ts';
import { holdersIn } from '../../store/look-alikes.ts';
import type { Statements } from '../../store/sqlite.ts';
import { writeToHolders } from '../sending/write-to-holders.ts';
import type { Settings } from '../settings/settings.ts';
import { coreText } from '../texts/index.ts';
import type { Moment } from './group-facts.ts';

/** Once for each time that it has left. */
export function tellAway(
  connection: Statements,
  settings: Settings,
  { group: { id: group, community }, now }: Moment,
): void {
  const away = connection.get(awayOf, { group });
  if (away?.bot_left_at == null || away.away_told === 1) return;
  connection.run(noteAwayTold, { group });
  writeToHolders(connection, {
    holders: holdersIn(connection, community),
    language: settings.community(community).language,
    line: (theirs) =>
      coreText(theirs)('leftGroup', { group: displayName(away.name ?? away.platform_id) }),
    now,
  });
}
