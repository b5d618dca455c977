/** A lottery belongs to the community in which it was begun: its group waits until all is given. */
import type { Adopting } from '#kit';
import type { Lottery } from './base.ts';
import { block, blockOf, unblock } from './store/blocked.ts';
import { unfinishedIn } from './store/unfinished.ts';

export const adopting: Adopting<Lottery> = {
  async hindrances({ community, group, text, tx }, way) {
    const all = await unfinishedIn(tx, community.id);
    const bound = way === 'in' ? all : all.filter(({ group_id }) => group_id === group?.id);
    return bound.map(({ number, state }) =>
      text(state === 'drawn' ? 'stillUnclaimed' : 'stillRunning', { number }),
    );
  },
  /** Whoever is kept out stays so. */
  async carry(tx, { from: community, to, people }) {
    for (const { from, into } of people) {
      const row = await blockOf(tx, { community, member: from });
      if (!row) continue;
      await unblock(tx, { community, member: from });
      await block(tx, { ...row, community_id: to, member_id: into });
    }
  },
};
