/** Schedules are numbered within their community: a group goes from it without any. */
import { type Adopting, wordOf } from '#kit';
import type { Base } from './base.ts';
import { schedulesOf } from './store/schedules.ts';

export const adopting: Adopting<Base> = {
  async hindrances({ community, group, house, text, tx }, way) {
    const all = await schedulesOf(tx, community.id);
    const bound = way === 'in' ? all : all.filter((schedule) => schedule.group === group?.id);
    if (bound.length === 0) return [];
    const numbers = bound.map(({ number }) => number).join(text('comma'));
    const word = wordOf(house, 'delete-schedule');
    return [text('stillScheduled', { numbers, word })];
  },
};
