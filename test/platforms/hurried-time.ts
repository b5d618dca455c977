/** Time that passes faster than it does: a test need not sit through a platform's silence. */
import { type Clock, instantOf, seconds, type Timers } from '#kit';
import { realTimers } from '../../src/host.ts';
import { TimeWorld } from '../time-world.ts';

export interface HurriedTime {
  readonly clock: Clock;
  readonly timers: Timers;
}

/** A clock and timers for which one real second is `factor` seconds. */
export function hurriedTime(factor: number): HurriedTime {
  const started = Date.now();
  return {
    clock: { isSet: false, now: () => instantOf(started + (Date.now() - started) * factor) },
    timers: {
      after: (span, then) => realTimers.after(seconds(Math.ceil(span / factor) / 1_000), then),
      breathe: () => realTimers.breathe(),
    },
  };
}

export interface StillTime extends HurriedTime {
  /** Lets so many milliseconds pass; what is due rings, and real sockets get a moment. */
  pass(ms: number): Promise<void>;
}

/** Time that stands still until it is told to pass: no machine is too slow for a time limit. */
export function stillTime(): StillTime {
  const world = new TimeWorld(instantOf(Date.now()));
  const settle = () => new Promise<void>((go) => setTimeout(go, 1));
  return { clock: world, timers: world, pass: (ms) => world.pass(ms, settle) };
}

/** Waits for something to become so. @throws with what is expected when it does not in time */
export async function until(
  what: string | (() => string),
  isSo: () => boolean,
  ms = 8_000,
): Promise<void> {
  const late = Date.now() + ms;
  while (!isSo()) {
    if (Date.now() > late) {
      throw new Error(`waited in vain until ${typeof what === 'string' ? what : what()}`);
    }
    await new Promise((go) => setTimeout(go, 3));
  }
}
