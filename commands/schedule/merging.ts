/** Two members become one: what one of them has scheduled is the other's, until they are parted. */
import * as z from 'zod';
import type { Merging } from '#kit';
import { passSchedules, setAuthor } from './store/schedules.ts';

const numbers = z.array(z.number());

export const merging: Merging = {
  merge: (tx, { from, into }) => passSchedules(tx, { from, to: into }),
  async part(tx, { from, community, data }) {
    for (const number of numbers.parse(data)) await setAuthor(tx, { community, number }, from);
  },
};
