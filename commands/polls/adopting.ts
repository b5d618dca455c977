/** A poll belongs to the community in which it was opened: its group waits until it is closed. */
import { type Adopting, wordOf } from '#kit';
import type { Polls } from './base.ts';
import { openPolls } from './store/polls.ts';

export const adopting: Adopting<Polls> = {
  async hindrances({ group, house, text, tx }) {
    const open = group ? await openPolls(tx, group.id) : [];
    const word = wordOf(house, 'close-poll');
    return open.map(({ number }) => text('stillOpen', { number, word }));
  },
};
