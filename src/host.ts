/** The real world: the machine's clock, chance and timers. Nothing else in the program asks it. */
import { randomBytes } from 'node:crypto';
import type { Clock, Span, Timers } from '#kit';
import { instantOf } from './kit/instant.ts';

/** Node fires a longer timer at once; longer waits are cut into pieces. 2^31 - 1 ms: 24.8 days. */
const LONGEST_TIMER_MS = 2_147_483_647;

export const realClock: Clock = {
  isSet: false,
  now: () => instantOf(Date.now()),
};

export const realTimers: Timers = {
  after(span, then) {
    const started = performance.now();
    let pending: NodeJS.Timeout;
    const wait = (): void => {
      // Node may call back up to a millisecond early; a timer of ours never does.
      const left = span - (performance.now() - started);
      if (left <= 0) then();
      else pending = setTimeout(wait, Math.min(Math.ceil(left), LONGEST_TIMER_MS));
    };
    pending = setTimeout(wait, Math.min(Math.max(0, Math.ceil(span)), LONGEST_TIMER_MS));
    return { cancel: () => clearTimeout(pending) };
  },
  breathe: () => new Promise((resume) => setImmediate(resume)),
};

/** Ends the program if anything still holds it after `span`; nothing is waited for. */
export function exitAfter(span: Span): void {
  setTimeout(() => process.exit(), span).unref();
}

/** A fresh seed for a run that nobody wants to repeat: 128 bits. */
export function freshSeed(): string {
  return randomBytes(16).toString('hex');
}
