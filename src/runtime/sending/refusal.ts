/** What people hear when a commit was refused, mostly by the disk. */
import { Fault } from '#kit';
import type { Item } from '../batch.ts';
import type { Alarm } from '../links/alarm.ts';
import { coreLabel, coreText } from '../texts/index.ts';

type Refused = Item & {
  /** Nobody waits for an answer to it. */
  readonly isTalk: boolean;
};

/** Those who waited for an answer and those who can free the disk hear what is the matter. */
export async function tellOfRefusal(
  alarm: Alarm,
  batch: readonly Refused[],
  error: unknown,
): Promise<void> {
  for (const { bot, event, isTalk } of batch) {
    if (!bot || event?.type !== 'message' || isTalk) continue;
    const to = event.group === undefined ? { private: event.from.id } : { group: event.group };
    await alarm.apologise(bot.platform, to, (language) => coreText(language)('cannotRecord'));
  }
  const why = error instanceof Fault ? error.code : 'bug';
  await alarm.raise(why, (language) => {
    return coreText(language)('cannotStore', { why: coreLabel(language, `fault.${why}`) ?? why });
  });
}
