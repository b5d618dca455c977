/** A clock that events set: in the sandbox and in tests days pass in milliseconds. */
import type { Clock, Instant } from '#kit';
import { instantOf } from '#kit';

export class SetClock implements Clock {
  readonly isSet = true;
  #now: Instant;

  constructor(start: Instant = instantOf(0)) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  /** Moves forward; a clock that is already later stays where it is. */
  moveTo(at: Instant): void {
    if (at > this.#now) this.#now = at;
  }
}
