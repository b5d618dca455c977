/** What reminders (每日提醒) keep of a person: topics they added, and what goes to them alone. */
import type { Personal } from '#kit';
import { setAuthor, topicsBy } from './store/topics.ts';
import { dropWait, waitsOf } from './store/waits.ts';

export const personal: Personal = {
  async export(reader, member) {
    const added = await topicsBy(reader, member);
    const waits = await waitsOf(reader, member);
    return {
      topics: added.map(({ number, content }) => ({ number, content })),
      toldAlone: waits.map(({ what }) => what),
    };
  },
  /** What they asked the group is the community's and stays; that it was they is gone. */
  async erase({ tx }, member) {
    for (const { group_id: group, number } of await topicsBy(tx, member)) {
      await setAuthor(tx, { group, number, author: null });
    }
    for (const wait of await waitsOf(tx, member)) await dropWait(tx, wait);
  },
};
