/** A clock that stands until it is let go, and goes on by itself from then on. */
import { type Clock, type Instant, instantOf } from '#kit';

export class HeldClock implements Clock {
  readonly isSet = false;
  readonly #held: Instant;
  /** Real milliseconds of the epoch at which it was let go. */
  #since: number | undefined;

  constructor(held: Instant) {
    this.#held = held;
  }

  now(): Instant {
    if (this.#since === undefined) return this.#held;
    return instantOf(this.#held + Date.now() - this.#since);
  }

  release(): void {
    this.#since ??= Date.now();
  }

  /** What it shows at a moment of the real clock, in milliseconds of the epoch. */
  shownAt(real: number): Instant {
    return instantOf(this.#held + Math.max(0, real - (this.#since ?? real)));
  }
}
