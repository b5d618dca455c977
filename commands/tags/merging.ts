/** Two members become one, who has the tags of both; parted, each has their own again. */
import * as z from 'zod';
import { instantOf, type MemberId, type Merging, parseMemberId, type Tx } from '#kit';
import { giveTag, passGiven, returnGiven, rowsOf, type TagRow, takeTag } from './store.ts';

const kept = z.object({
  rows: z.array(
    z.object({
      tag: z.string(),
      shown: z.string(),
      at: z.number().transform(instantOf),
      operator: z.unknown().transform((id) => parseMemberId(id) ?? null),
      /** The other one did not have it. */
      isMoved: z.boolean(),
    }),
  ),
  /** Tags that they had given others. */
  given: z.array(z.object({ tag: z.string(), member: z.unknown().transform(parseMemberId) })),
});

export const merging: Merging = {
  async merge(tx, { from, into }) {
    const rows: (ReturnType<typeof shortOf> & { isMoved: boolean })[] = [];
    for (const row of await rowsOf(tx, from)) {
      const isMoved = await move(tx, row, into);
      rows.push({ ...shortOf(row), isMoved });
    }
    const given = await passGiven(tx, { from, into });
    return { rows, given: given.map(({ tag, member_id: member }) => ({ tag, member })) };
  },

  /** A tag that was taken in the meantime does not come back. */
  async part(tx, { from, into, community, data }) {
    const { rows, given } = kept.parse(data);
    for (const { isMoved, operator, ...row } of rows) {
      const key = { community_id: community, tag: row.tag, member_id: into };
      const isLeft = isMoved ? await takeTag(tx, key) : await has(tx, key);
      if (isLeft) await giveTag(tx, { ...key, ...row, member_id: from, operator_id: operator });
    }
    for (const { tag, member } of given) {
      if (member === undefined) continue;
      await returnGiven(tx, { community_id: community, tag, member_id: member, from, into });
    }
  },
};

async function move(tx: Tx, row: TagRow, into: MemberId): Promise<boolean> {
  await takeTag(tx, row);
  return giveTag(tx, { ...row, member_id: into });
}

async function has(tx: Tx, { tag, member_id }: Pick<TagRow, 'tag' | 'member_id'>) {
  return (await rowsOf(tx, member_id)).some((row) => row.tag === tag);
}

function shortOf({ tag, shown, at, operator_id }: TagRow) {
  return { tag, shown, at, operator: operator_id };
}
