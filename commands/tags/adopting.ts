/** Members keep their tags where their group goes; in it they are the tags of that community. */
import type { Adopting } from '#kit';
import type { Base } from './base.ts';
import { giveTag, passGiven, rowsOf, takeTag } from './store.ts';

export const adopting: Adopting<Base> = {
  outlook: ({ text }, way) => text(way === 'in' ? 'tagsGoAlong' : 'tagsStay'),
  async carry(tx, { to, people }) {
    for (const { from, into } of people) {
      for (const row of await rowsOf(tx, from)) {
        await takeTag(tx, row);
        await giveTag(tx, { ...row, community_id: to, member_id: into });
      }
    }
    for (const pair of people) await passGiven(tx, pair);
  },
};
