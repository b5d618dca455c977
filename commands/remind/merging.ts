/** Two members become one, who has added the topics of both; parted, each has their own again. */
import * as z from 'zod';
import { type Merging, parseGroupId } from '#kit';
import { setAuthor, topicsBy } from './store/topics.ts';
import { passWait, setWait, waitOf, waitsOf } from './store/waits.ts';

const groupShape = z.number().transform((id, context) => {
  const group = parseGroupId(id);
  if (group === undefined) context.addIssue('not a group');
  return group ?? z.NEVER;
});

const kept = z.object({
  topics: z.array(z.object({ group: groupShape, number: z.number() })),
  /** Groups of which the one who was merged was told alone what comes. */
  digests: z.array(groupShape),
});

export const merging: Merging = {
  async merge(tx, { from, into }) {
    const topics = (await topicsBy(tx, from)).map(({ group_id: group, number }) => ({
      group,
      number,
    }));
    for (const topic of topics) await setAuthor(tx, { ...topic, author: into });
    const waits = await waitsOf(tx, from);
    for (const wait of waits) await passWait(tx, wait, into);
    const digests = waits.map(({ group }) => group);
    return { topics, digests } satisfies z.input<typeof kept>;
  },

  async part(tx, { from, into, data }) {
    const { topics, digests } = kept.parse(data);
    for (const topic of topics) await setAuthor(tx, { ...topic, author: from });
    for (const group of digests) {
      const wait = await waitOf(tx, { group, what: 'digest', member: into });
      // Whoever goes on keeps it as well: it may have been theirs.
      if (wait) await setWait(tx, { ...wait, member: from });
    }
  },
};
