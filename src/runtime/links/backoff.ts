/** How long to wait before a connection is opened again: longer each time, never all at once. */
import { type LinkTrouble, milliseconds, minutes, type Random, type Span, seconds } from '#kit';

const SHORTEST = seconds(1);
const LONGEST = seconds(60);
/** Telegram ends the old copy's long poll within 50 s; a sooner try would meet it again. */
const RIVAL = seconds(55);
/** A refused token does not get better, but somebody may have mended it on the other side. */
const REFUSED = minutes(5);

export class Backoff {
  readonly #random: Random;
  #tries = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The wait after one more failure: 1, 2, 4 … 60 s, each shortened by up to a half by chance. */
  next(kind: LinkTrouble['kind'] | undefined): Span {
    if (kind === 'rival') return RIVAL;
    if (kind === 'credentials') return REFUSED;
    const whole = Math.min(LONGEST, SHORTEST * 2 ** this.#tries);
    this.#tries = Math.min(this.#tries + 1, 10);
    return milliseconds(this.#random.int(whole / 2, whole));
  }

  reset(): void {
    this.#tries = 0;
  }
}
