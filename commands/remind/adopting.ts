/** Topics and reminders are a group's own, so they go where it goes, with those whose they are. */
import type { Adopting } from '#kit';
import type { Remind } from './base.ts';
import { setAuthor, topicsBy } from './store/topics.ts';
import { passWait, waitsOf } from './store/waits.ts';

export const adopting: Adopting<Remind> = {
  isDueAlong: true,
  async carry(tx, { people }) {
    for (const { from, into } of people) {
      for (const { group_id: group, number } of await topicsBy(tx, from)) {
        await setAuthor(tx, { group, number, author: into });
      }
      for (const wait of await waitsOf(tx, from)) await passWait(tx, wait, into);
    }
  },
};
