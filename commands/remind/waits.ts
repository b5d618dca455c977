/** What comes again and again: a row says when next; what comes due by an older plan is void. */
import {
  type Coming,
  type Context,
  hours,
  type Instant,
  type Line,
  localDay,
  type MinuteOfDay,
  type Span,
  spanBetween,
} from '#kit';
import { base, type Remind } from './base.ts';
import type { Note, What } from './store/tables.ts';
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
export function noteNow(context: Coming<Remind>): Note | undefined {
  const { community, heardAt, house, now, today } = context;
  if (house.isSwitchedOff(base.name)) return 'off';
  const isLate = spanBetween(now, heardAt) > LATEST;
  return isLate || localDay(heardAt, community.calendar) !== today ? 'late' : undefined;
}

interface Kind {
  readonly kind: string;
  /** How long it may wait. */
  readonly lasts: Span;
  readonly isEarliest?: boolean;
}

/** When the next one comes, and why the last one did not. */
export function outlookLine(
  { community, house, text }: Context<Remind>,
  { nextAt, doneAt, note }: Wait,
  kind: Kind,
): Promise<Line> {
  const last =
    doneAt === undefined
      ? undefined
      : {
          at: doneAt,
          key: localDay(doneAt, community.calendar),
          why: note && text(`unsaid.${note}`),
        };
  return house.ahead.outlook({ feature: base.name, ...kind, nextAt, last });
}

/** The time of day that was chosen, or else the one at which the group reacts most. */
export async function timeOf(
  { house }: Pick<Context<Remind>, 'house'>,
  minute: MinuteOfDay | undefined,
): Promise<{ readonly time: MinuteOfDay; readonly choice: 'chosen' | 'learnt' | 'usual' }> {
  if (minute !== undefined) return { time: minute, choice: 'chosen' };
  const best = await house.ahead.bestTime();
  return { time: best.minute, choice: best.isLearnt ? 'learnt' : 'usual' };
}

/** The later of two moments. */
export function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
