/**
 * Holds the account back when sends begin to fail as they do under risk control: going on at the
 * same pace is what gets accounts frozen.
 */
import {
  after,
  type BotParts,
  type Instant,
  minutes,
  type SendOutcome,
  seconds,
  spanBetween,
} from '#kit';

const FIRST = seconds(30);
const LONGEST = minutes(10);

export class Brake {
  readonly #parts: Pick<BotParts, 'clock' | 'log'>;
  #failures = 0;
  #until: Instant | undefined;

  constructor(parts: Pick<BotParts, 'clock' | 'log'>) {
    this.#parts = parts;
  }

  /** What to answer while nothing may be sent; undefined when something may. */
  get hold(): SendOutcome | undefined {
    if (this.#until === undefined) return undefined;
    const left = spanBetween(this.#parts.clock.now(), this.#until);
    if (left <= 0) return undefined;
    const why = 'held back after a send that QQ did not confirm';
    return { kind: 'notAccepted', why, retryAfterSeconds: Math.ceil(left / 1_000) };
  }

  /** A message went through. */
  release(): void {
    this.#failures = 0;
    this.#until = undefined;
  }

  /** QQ did not confirm a message: 30 s of silence, then twice as much each time. */
  pull(why: string): void {
    const span = seconds(Math.min(LONGEST, FIRST * 2 ** this.#failures) / 1_000);
    this.#failures += 1;
    this.#until = after(this.#parts.clock.now(), span);
    this.#parts.log.warn(
      { why, seconds: span / 1_000 },
      'QQ did not confirm a message; slowing down',
    );
  }
}
