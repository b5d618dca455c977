/**
 * What the guard (免打扰) would make of pushes that are still to come, by its own rules: the clock is
 * let run over them while nobody talks. Pure; what is foreseen binds nobody.
 */
import {
  type AttentionRules,
  addDays,
  after,
  type Calendar,
  type ComingPush,
  type Day,
  type Foreseen,
  formatLocal,
  type Instant,
  localDay,
  localMinute,
  nextDaily,
  type PushWhy,
  startOfDay,
} from '#kit';
import { decide, type GroupFacts, mostADay, outlastsQuiet, type Reserved } from './decide.ts';

/** A group as it is before any of them. */
export interface Scenery {
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly rules: AttentionRules;
  /** Pushes that have left today. */
  readonly leftToday: number;
  readonly lastLeftAt: Instant | undefined;
  readonly loweredUntil: Instant | undefined;
}

interface Waiting {
  readonly push: ComingPush;
  readonly lookAt: Instant;
  readonly why: PushWhy | undefined;
}

/** @param coming those of one moment in the order in which they came in */
export function foresee(
  coming: readonly ComingPush[],
  scenery: Scenery,
): ReadonlyMap<string, Foreseen> {
  const foreseen = new Map<string, Foreseen>();
  const days = new Map([[localDay(scenery.now, scenery.calendar), scenery.leftToday]]);
  let lastLeftAt = scenery.lastLeftAt;
  const places = placesOf(coming, scenery);
  const waiting: Waiting[] = coming.map((push) => ({ push, lookAt: push.at, why: undefined }));
  for (let next = takeNext(waiting); next; next = takeNext(waiting)) {
    const { push, lookAt: now } = next;
    const day = localDay(now, scenery.calendar);
    const leftToday = days.get(day) ?? 0;
    const reserved = places.filter((one) => one.at > now && one.day === day);
    const then = { now, day, leftToday, lastLeftAt, reserved };
    const decision = decide(asPlanned(push), factsAt(scenery, then));
    if (decision.do === 'later') {
      waiting.push({ push, lookAt: decision.at, why: decision.why });
    } else if (decision.do === 'never') {
      foreseen.set(push.key, { leavesAt: undefined, why: decision.why });
    } else {
      foreseen.set(push.key, { leavesAt: now, why: next.why });
      days.set(day, leftToday + 1);
      lastLeftAt = now;
    }
  }
  return foreseen;
}

interface Place extends Reserved {
  readonly day: Day;
}

/** What comes once and only once has a place on its day, unless the quiet hours swallow it. */
function placesOf(coming: readonly ComingPush[], { calendar, rules }: Scenery): readonly Place[] {
  const { zone } = calendar;
  const places = coming.flatMap(({ at, isOnce, key, lasts }) => {
    return isOnce && outlastsQuiet({ at, lasts }, zone, rules)
      ? [{ at, clock: formatLocal(at, zone), what: key, day: localDay(at, calendar) }]
      : [];
  });
  return places.sort((one, other) => one.at - other.at);
}

/** The one that is looked at first; of several what comes once, then what has come in first. */
function takeNext(waiting: Waiting[]): Waiting | undefined {
  const first = waiting.reduce<Waiting | undefined>(
    (best, one) => (best && !isBefore(one, best) ? best : one),
    undefined,
  );
  if (first) waiting.splice(waiting.indexOf(first), 1);
  return first;
}

function isBefore(one: Waiting, other: Waiting): boolean {
  if (one.lookAt !== other.lookAt) return one.lookAt < other.lookAt;
  if (one.push.isOnce !== other.push.isOnce) return one.push.isOnce;
  return one.push.at < other.push.at;
}

function asPlanned({ at, lasts, isOnce }: ComingPush) {
  const none = { isOnce, isOff: false, lullFrom: undefined, isForAll: false };
  return { ...none, priority: 'planned', plannedAt: at, expiresAt: after(at, lasts) } as const;
}

interface Then extends Pick<GroupFacts, 'now' | 'leftToday' | 'lastLeftAt' | 'reserved'> {
  readonly day: Day;
}

function factsAt({ calendar, rules, loweredUntil }: Scenery, { now, day, ...then }: Then) {
  const isLowered = loweredUntil !== undefined && loweredUntil > now;
  return {
    ...then,
    now,
    minute: localMinute(now, calendar.zone),
    quietEndsAt: nextDaily(now, rules.quietUntil, calendar.zone),
    nextDayAt: startOfDay(addDays(day, 1), calendar),
    rules: { ...rules, pushesADay: mostADay(rules, isLowered) },
    sinceTalk: 0,
    messages: 0,
    voice: 'free',
  } as const;
}
