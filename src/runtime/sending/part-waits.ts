/**
 * The waits between the parts of a long text, which keep the pace as messages do. When the program
 * is about to stop they end early: what has not left yet leaves after the next start.
 */
import { type Clock, minutes, type Span, spanBetween, type Timers } from '#kit';
import type { Pacer } from './pacer.ts';

/** The end of a text that comes so much later, when the day's limit is over, confuses. */
const LONGEST = minutes(10);

export interface PartWaitParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly pacer: Pacer;
}

export class PartWaits {
  readonly #parts: PartWaitParts;
  readonly #waiting = new Set<() => void>();
  #isOver = false;

  constructor(parts: PartWaitParts) {
    this.#parts = parts;
  }

  /** Nothing more is to leave. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends all waits, or lets there be some again. */
  end(isOver: boolean): void {
    this.#isOver = isOver;
    if (isOver) for (const go of this.#waiting) go();
  }

  /**
   * Resolves when the next part may leave on a lane, or when nothing more is to.
   * @returns false at once when it could leave only after {@link LONGEST}
   */
  async untilAllowed(lane: string): Promise<boolean> {
    const { clock, pacer } = this.#parts;
    if (clock.isSet || this.#isOver) return true;
    const now = clock.now();
    const from = pacer.laneFrom(lane, now);
    const wait = spanBetween(now, from);
    if (wait > LONGEST) return false;
    pacer.note(lane, from);
    if (wait > 0) await this.#pause(wait);
    return true;
  }

  #pause(span: Span): Promise<void> {
    return new Promise<void>((resume) => {
      const go = () => {
        timer.cancel();
        this.#waiting.delete(go);
        resume();
      };
      const timer = this.#parts.timers.after(span, go);
      this.#waiting.add(go);
    });
  }
}
