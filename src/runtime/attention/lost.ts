/**
 * Pushes that come again by themselves and were left out: their authors hear of all of them
 * together, once a day.
 */
import * as z from 'zod';
import { type Instant, instantOf, minuteOfDay, nextDaily } from '#kit';
import { HOUSE, planHouseItem } from '../../store/due.ts';
import { type LostPush, lostIn } from '../../store/push-history.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Step } from '../occasion.ts';
import type { Settings } from '../settings/settings.ts';
import { contextOf, type FailureParts, reportOf } from './failures.ts';
import type { Moment } from './group-facts.ts';

/** The house's item that tells authors. */
export const LOST = 'pushesLost';
/** At nine in the evening the day is over for nearly all pushes, and people still read. */
const TOLD_AT = minuteOfDay(21 * 60);

const first = z.number().transform(instantOf);

/** The first that is left out has it told in the evening. @returns when */
export function planLost(
  connection: Statements,
  settings: Settings,
  { group, now }: Moment,
): Instant {
  const { community } = group;
  const dueAt = nextDaily(now, TOLD_AT, settings.community(community).calendar.zone);
  connection.run(planHouseItem, {
    dueAt,
    feature: HOUSE,
    what: LOST,
    key: `${HOUSE}:${LOST}:${community}`,
    community,
    group: group.id,
    data: JSON.stringify(now),
  });
  return dueAt;
}

export async function tellLost(
  parts: FailureParts,
  step: Step,
  { group: { community }, data, now }: Moment & { readonly data: unknown },
): Promise<void> {
  const since = first.parse(data);
  const lost = step.core.connection.all(lostIn, { community, since, now });
  for (const own of byAuthor(lost)) {
    const [push] = own;
    const context =
      push && (await contextOf(parts, step, { push, now, key: `${LOST}:${push.id}` }));
    const kind = push && parts.registry.feature(push.feature)?.pushes?.[push.kind];
    if (context) await kind?.lost?.(context, own.map(reportOf));
  }
}

/** Those of one author and kind belong together; oldest first. */
function byAuthor(lost: readonly LostPush[]): Iterable<readonly LostPush[]> {
  const found = new Map<string, LostPush[]>();
  for (const push of lost) {
    const key = `${push.author_id} ${push.feature} ${push.kind}`;
    found.set(key, [...(found.get(key) ?? []), push]);
  }
  return found.values();
}
