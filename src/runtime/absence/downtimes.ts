/** Rows of downtimes (停机): writes them, plans what makes them good, and shows them. */
import * as z from 'zod';
import { type CommunityId, type DowntimeInfo, type Instant, instantOf, type Repair } from '#kit';
import * as query from '../../store/downtimes.ts';
import { addDue, HOUSE, MAKE_GOOD } from '../../store/due.ts';
import type { Statements } from '../../store/sqlite.ts';

const instant = z.int().transform(instantOf);

/** What the items of a downtime carry. */
export const downtimeTask = z.object({ downtime: z.int(), from: instant, to: instant });

const line = z.string();
const repairs = z.array(z.object({ about: z.string(), line }));

/** A repair as it is kept; its line is said in words of the core's. */
export type KeptRepair = z.output<typeof repairs>[number];

export function readRepairs(text: string): readonly KeptRepair[] {
  return repairs.parse(JSON.parse(text));
}

/** Of two repairs of the same the later one counts. */
export function together(all: readonly (KeptRepair | Repair)[]): readonly KeptRepair[] {
  return [...new Map(all.map((repair) => [repair.about, repair])).values()];
}

/**
 * A bot account is back. Everything follows from these rows: a crash repeats nothing.
 * @returns whether any group is to be looked after
 */
export function noteDowntime(
  connection: Statements,
  { account, from, to }: { account: string; from: Instant; to: Instant },
): boolean {
  const groups = connection.all(query.groupsServedBy, { account });
  const [row] = connection.all(query.addDowntime, { account, from, to });
  if (!row) throw new Error('a downtime was not written');
  for (const { id: group, community_id: community } of groups) {
    connection.run(query.addDowntimeGroup, { downtime: row.id, group });
    for (const what of [MAKE_GOOD, query.DOWNTIME_NEWS]) {
      connection.run(addDue, {
        // Before everything that fell due meanwhile.
        dueAt: from,
        feature: HOUSE,
        what,
        kind: 'item',
        key: `${HOUSE}:${what}:${row.id}:${group}`,
        community,
        group,
        data: JSON.stringify({ downtime: row.id, from, to }),
      });
    }
  }
  return groups.length > 0;
}

const ofGroups = z.array(repairs);

/** The newest downtimes of a community. */
export function downtimesOf(
  connection: Statements,
  of: { readonly community: CommunityId; readonly limit: number },
): readonly DowntimeInfo[] {
  return connection.all(query.newestDowntimes, of).map(({ from, to, repairs: lists }) => ({
    from,
    to,
    repairs: together(ofGroups.parse(JSON.parse(lists)).flat()).map((repair) => repair.line),
  }));
}
