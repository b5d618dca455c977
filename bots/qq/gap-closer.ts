/**
 * Sees to it that a gap is read back, or told: an implementation that has just come up may not
 * answer at once, so it is asked again before the talk is given up for lost.
 */
import { type BotParts, type Gap, minutes, type Timer } from '#kit';
import type { Known } from './known.ts';

/** Between two tries within one connection; the next connection tries, too. */
const AGAIN = minutes(1);
const MOST_TRIES = 3;

export interface GapCloserParts {
  readonly known: Known;
  readonly parts: Pick<BotParts, 'clock' | 'timers' | 'log'>;
  /** Reads it back. @throws when somebody did not answer or an event could not be stored */
  readonly read: (gap: Omit<Gap, 'groups'>) => Promise<void>;
  readonly giveUp: (gap: Gap) => void;
}

export class GapCloser {
  readonly #parts: GapCloserParts;
  #isOver = false;
  #isReading = false;
  #isWanted = false;
  #tries = 0;
  #timer: Timer | undefined;

  constructor(parts: GapCloserParts) {
    this.#parts = parts;
  }

  /** Begins, when there is a gap; what is under way begins once more when it has ended. */
  async close(): Promise<void> {
    this.#isWanted = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#isWanted && !this.#isOver) {
      this.#isWanted = false;
      await this.#once();
    }
    this.#isReading = false;
  }

  stop(): void {
    this.#isOver = true;
    this.#timer?.cancel();
  }

  async #once(): Promise<void> {
    const { known, parts, read, giveUp } = this.#parts;
    const from = known.gapFrom;
    if (from === undefined) return;
    const gap = { from, to: parts.clock.now() };
    try {
      await read(gap);
    } catch (error) {
      if (this.#isOver) return;
      this.#tries += 1;
      const why = error instanceof Error ? error.message : String(error);
      parts.log.warn({ why, tries: this.#tries }, 'a gap could not be read back');
      if (this.#tries < MOST_TRIES) {
        this.#timer = parts.timers.after(AGAIN, () => void this.close());
        return;
      }
      giveUp({ ...gap, groups: known.talkingSince(from) });
    }
    if (this.#isOver || this.#isWanted) return;
    this.#tries = 0;
    known.closeGap(from);
  }
}
