/** For how long a platform has said nothing. */
import { type Clock, type Instant, type Span, spanBetween } from '#kit';

export class Silence {
  readonly #clock: Clock;
  #since: Instant;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  /** It has said something, or has not been asked to yet. */
  end(): void {
    this.#since = this.#clock.now();
  }

  /** A clock that was set back must not make it seem heard until the old time comes again. */
  get span(): Span {
    const now = this.#clock.now();
    if (now < this.#since) this.#since = now;
    return spanBetween(this.#since, now);
  }
}
