/** The real clock, moved forward by hand: time passes by itself, and days can be skipped. */
import { after, type Clock, type Instant, type Span, spanBetween } from '#kit';

export class MovedClock implements Clock {
  readonly isSet = false;
  readonly #real: Clock;
  #ahead: Span;

  constructor(real: Clock) {
    this.#real = real;
    const now = real.now();
    this.#ahead = spanBetween(now, now);
  }

  now(): Instant {
    return after(this.#real.now(), this.#ahead);
  }

  /** How far it stands before the real clock. */
  get ahead(): Span {
    return this.#ahead;
  }

  /** Shows that moment now; one that has passed already changes nothing. */
  moveTo(at: Instant): void {
    const real = this.#real.now();
    if (at > after(real, this.#ahead)) this.#ahead = spanBetween(real, at);
  }
}
