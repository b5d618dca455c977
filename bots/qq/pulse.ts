/**
 * Notices when an implementation that sends heartbeats stops doing so: an interface that still
 * answers calls may have lost QQ behind it. Anything that happens counts as a heartbeat.
 */
import { type BotParts, type Instant, type Span, seconds, spanBetween, type Timer } from '#kit';

/** Two beats may be missed, and a little more for the way. */
const BEATS = 2;
const GRACE = seconds(5);

export class Pulse {
  readonly #parts: Pick<BotParts, 'clock' | 'timers'>;
  readonly #onStop: (silence: Span) => void;
  #patience: Span | undefined;
  #heardAt: Instant;
  #timer: Timer | undefined;

  /** @param onStop called once, with how long nothing was heard */
  constructor(parts: Pick<BotParts, 'clock' | 'timers'>, onStop: (silence: Span) => void) {
    this.#parts = parts;
    this.#onStop = onStop;
    this.#heardAt = parts.clock.now();
  }

  /** @param interval as the heartbeat tells it, in milliseconds */
  beat(interval: number | undefined): void {
    this.heard();
    if (interval === undefined) return;
    this.#patience = seconds((Math.round(interval) * BEATS + GRACE) / 1_000);
    if (!this.#timer) this.#lookAfter(this.#patience);
  }

  heard(): void {
    this.#heardAt = this.#parts.clock.now();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#patience = undefined;
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#patience === undefined) return;
    const silence = spanBetween(this.#heardAt, this.#parts.clock.now());
    if (silence >= this.#patience) this.#onStop(silence);
    else this.#lookAfter(seconds((this.#patience - silence) / 1_000));
  }

  #lookAfter(span: Span): void {
    this.#timer = this.#parts.timers.after(span, () => this.#look());
  }
}
