/** Two members become one: what one of them has scheduled is the other's, until they are parted. */
import * as z from 'zod';
import type { Merging } from '#kit';
import { passChange, passSchedules, setAuthor } from './store/authors.ts';

const numbers = z.array(z.number());

const kept = z.union([
  z.object({ made: numbers, changed: numbers }),
  // Of merges from before it was kept who has changed a schedule last.
  numbers.transform((made) => ({ made, changed: [] })),
]);

export const merging: Merging = {
  merge: (tx, { from, into }) => passSchedules(tx, { from, to: into }),
  async part(tx, { from, into, community, data }) {
    const { made, changed } = kept.parse(data);
    for (const number of made) await setAuthor(tx, { community, number }, from);
    for (const number of changed) {
      await passChange(tx, { community, number, from: into, to: from });
    }
  },
};
