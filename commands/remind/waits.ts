/** What comes again and again: a row says when next; what comes due by an older plan is void. */
import {
  type Coming,
  type Context,
  hours,
  type Instant,
  localDay,
  type MinuteOfDay,
  spanBetween,
} from '#kit';
import { base, type Remind } from './base.ts';
import type { What } from './store/tables.ts';
import { setWait, type Wait, waitsIn } from './store/waits.ts';

/** One that is later comes at a time that nobody has chosen. */
const LATEST = hours(1);

/** Makes this the one that is waited for. */
export async function plan({ tx, later }: Context<Remind>, wait: Wait): Promise<void> {
  const { group, what, nextAt } = wait;
  await setWait(tx, wait);
  await later({ what, at: nextAt, key: `${group}:${nextAt}`, data: null });
}

/** What has come due, to whomever it goes; none when it was switched off or moved meanwhile. */
export async function awaited(
  { group, now, tx }: Coming<Remind>,
  what: What,
): Promise<readonly Wait[]> {
  const waits = group ? await waitsIn(tx, { group: group.id, what }) : [];
  return waits.filter(({ nextAt }) => nextAt === now);
}

/** What is switched off says nothing; and what is late comes on another day, or not at all. */
export function isTimely({ community, heardAt, house, now, today }: Coming<Remind>): boolean {
  return (
    !house.isSwitchedOff(base.name) &&
    spanBetween(now, heardAt) <= LATEST &&
    localDay(heardAt, community.calendar) === today
  );
}

/** The time of day that was chosen, or else the one at which the group reacts most. */
export async function timeFor(
  { house }: Pick<Context<Remind>, 'house'>,
  minute: MinuteOfDay | undefined,
): Promise<MinuteOfDay> {
  return minute ?? (await house.ahead.bestTime()).minute;
}

/** The later of two moments. */
export function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
