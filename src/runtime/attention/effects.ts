/**
 * What followed a push: joins, leaves and messages in the hour after it, counted when that is over.
 * Where members leave after pushes more than usual, the guard spares the group for a week.
 */
import { after, type Group, hours, type Instant } from '#kit';
import { HOUSE, planHouseItem } from '../../store/due.ts';
import type { Statements } from '../../store/sqlite.ts';

/** The house's item that counts what followed. */
export const EFFECT = 'pushEffect';
/** So long after it something counts as following it. */
export const AFTER = hours(1);

interface LeftPush {
  readonly push: number;
  readonly group: Pick<Group, 'id' | 'community'>;
  readonly now: Instant;
}

/** @returns when it will be counted */
export function planEffect(connection: Statements, { push, group, now }: LeftPush): Instant {
  const dueAt = after(now, AFTER);
  connection.run(planHouseItem, {
    dueAt,
    feature: HOUSE,
    what: EFFECT,
    key: `${HOUSE}:${EFFECT}:${push}`,
    community: group.community,
    group: group.id,
    data: JSON.stringify(push),
  });
  return dueAt;
}
