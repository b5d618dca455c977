/** When something that a group is told once a day comes next. */
import { localDay, nextDaily } from './calendar.ts';
import type { Context } from './context.ts';
import type { MinuteOfDay } from './day.ts';
import type { GroupId } from './ids.ts';
import type { Instant } from './instant.ts';

interface Daily {
  readonly group: GroupId;
  /** The kind of push; its key is the day. */
  readonly kind: string;
  readonly time: MinuteOfDay;
}

/** What was pushed today does not come again today at another time. */
export async function nextOfDay(
  {
    attention,
    community: { calendar },
    heardAt,
  }: Pick<Context, 'attention' | 'community' | 'heardAt'>,
  { group, kind, time }: Daily,
): Promise<Instant> {
  const nextAt = nextDaily(heardAt, time, calendar.zone);
  const day = localDay(nextAt, calendar);
  const told = await attention.reports({ group, kind, keys: [day] });
  return told.has(day) ? nextDaily(nextAt, time, calendar.zone) : nextAt;
}
