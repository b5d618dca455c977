/**
 * What to do with a slot whose time has come, perhaps long ago. Pure: facts in, decision out. The
 * program may have been off: a push that is hours late is worse than none, and never a burst.
 */
import { type Instant, MS_PER_MINUTE } from '#kit';
import { type Calendars, nextSlot, type Slot } from '../times/slots.ts';
import { isRecurring, type When } from '../times/when.ts';

/** A one-off may be late by so much; it then says that it is. */
const ONCE_LATE_MINUTES = 30;
/** The latest of recurring slots may be late by so much. */
const RECURRING_LATE_MINUTES = 120;
/** Late enough to be called so. */
export const LATE_FROM_MINUTES = 2;

export interface Decision {
  /** The slot that is dealt with: of several that have passed the latest. */
  readonly slot: Slot;
  readonly outcome: 'onTime' | 'late' | 'missed';
  readonly lateMinutes: number;
  /** Slots before it that have passed, too. */
  readonly leftOut: number;
  /** The one to wait for now; undefined when it was the last. */
  readonly next: Slot | undefined;
}

export interface Passed {
  readonly slot: Slot;
  /** What time it really is. */
  readonly now: Instant;
}

export function decideDue(when: When, { slot, now }: Passed, calendars: Calendars): Decision {
  let latest = slot;
  let leftOut = 0;
  let next = nextSlot(when, latest.at, calendars);
  while (next && next.at <= now) {
    latest = next;
    leftOut += 1;
    next = nextSlot(when, latest.at, calendars);
  }
  return { slot: latest, ...lateness(when, { at: latest.at, now }), leftOut, next };
}

/** How late something is that was due at a moment, and whether that is too late. */
export function lateness(
  when: When,
  { at, now }: { readonly at: Instant; readonly now: Instant },
): Pick<Decision, 'outcome' | 'lateMinutes'> {
  const lateMinutes = Math.max(0, Math.floor((now - at) / MS_PER_MINUTE));
  const most = isRecurring(when) ? RECURRING_LATE_MINUTES : ONCE_LATE_MINUTES;
  if (lateMinutes > most) return { outcome: 'missed', lateMinutes };
  return { outcome: lateMinutes >= LATE_FROM_MINUTES ? 'late' : 'onTime', lateMinutes };
}
