/** Tells groups that talk was lost while the bot was away, so that nobody waits in vain. */
import { type Bot, type Clock, formatLocal, type Gap } from '#kit';
import { noteLost } from '../../store/downtimes.ts';
import type { Store } from '../../store/store.ts';
import { post } from '../sending/mail.ts';
import type { Settings } from '../settings/settings.ts';
import { coreText } from '../texts/index.ts';
import type { Serving } from './serving.ts';

export interface GapParts {
  readonly store: Store;
  readonly settings: Settings;
  readonly serving: Serving;
  readonly clock: Clock;
}

/** Says so once in each group that this bot account serves. */
export async function tellGap(parts: GapParts, bot: Bot, { groups, from, to }: Gap): Promise<void> {
  const now = parts.clock.now();
  await parts.store.write(now, async (_, { connection, directory }) => {
    for (const platformId of groups) {
      const group = directory.group(bot.platform, platformId, now);
      if (!parts.serving.takes(group, bot)) continue;
      // A group that will hear what was made good hears both at once.
      if (connection.run(noteLost, { group: group.id }) > 0) continue;
      const { language, calendar } = parts.settings.community(group.community);
      const time = (at: Gap['from']) => formatLocal(at, calendar.zone);
      post(connection, {
        platform: bot.platform,
        to: { group: platformId },
        line: coreText(language)('missed', { from: time(from), to: time(to) }),
        now,
      });
    }
  });
}
