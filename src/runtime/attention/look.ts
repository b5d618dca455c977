/** Has the house look at what waits in a group: a row each, at the first moment that matters. */
import type { Group, Instant } from '#kit';
import { HOUSE, planHouseItem } from '../../store/due.ts';
import { waitingOne } from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';

/** The house's item that looks at what waits in a group. */
export const LOOK = 'pushes';

type Where = Pick<Group, 'id' | 'community'>;

export function planLook(
  connection: Statements,
  { id: group, community }: Where,
  at: Instant,
): void {
  const key = `${HOUSE}:${LOOK}:${group}`;
  const item = { feature: HOUSE, what: LOOK, key, community, group, data: 'null' };
  connection.run(planHouseItem, { dueAt: at, ...item });
}

/** Something has changed for what waits in a group. @returns whether anything waits there */
export function lookSoon(connection: Statements, group: Where, now: Instant): boolean {
  if (!connection.get(waitingOne, { group: group.id })) return false;
  planLook(connection, group, now);
  return true;
}
