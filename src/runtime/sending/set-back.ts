/**
 * Notices that the clock of the machine was set back. What was to wait until some moment would
 * otherwise wait until that moment comes again, a day perhaps.
 */
import { type Instant, milliseconds, type Span } from '#kit';

export class SetBack {
  #latest: Instant | undefined;

  /** How far the clock was set back since it was asked last. @param now by the clock */
  by(now: Instant): Span {
    const latest = this.#latest ?? now;
    this.#latest = now;
    return milliseconds(Math.max(0, latest - now));
  }
}
