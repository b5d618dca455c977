/**
 * A trouble of a link that is told when it lasts. One that is back for a moment only was not back:
 * a link that comes up and falls silent again and again would never be told of otherwise.
 */
import { minutes, type Span, type Timer, type Timers } from '#kit';

/** A link that stays for so long is back. */
const STEADY = minutes(2);

export interface UntoldParts {
  readonly timers: Timers;
  /** So long it has to last. */
  readonly wait: Span;
  readonly tell: () => void;
  /** It is over, and was nobody's worry. */
  readonly onOver: () => void;
}

export class Untold {
  readonly wait: Span;
  readonly #parts: UntoldParts;
  readonly #timer: Timer;
  /** While the link is back. */
  #steady: Timer | undefined;
  #isOverdue = false;

  constructor(parts: UntoldParts) {
    this.#parts = parts;
    this.wait = parts.wait;
    this.#timer = parts.timers.after(parts.wait, () => this.#due());
  }

  back(): void {
    this.#steady ??= this.#parts.timers.after(STEADY, this.#parts.onOver);
  }

  /** Out again, or still: since when and why is told of the first time. */
  out(): void {
    this.#steady?.cancel();
    this.#steady = undefined;
    if (this.#isOverdue) this.#parts.tell();
  }

  cancel(): void {
    this.#timer.cancel();
    this.#steady?.cancel();
  }

  #due(): void {
    if (this.#steady) this.#isOverdue = true;
    else this.#parts.tell();
  }
}
