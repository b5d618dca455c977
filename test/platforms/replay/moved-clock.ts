/**
 * Time as the log has it: it goes where it is moved. As far as the program knows it passes by
 * itself, so that the program takes the same paths as in life.
 */
import { type Clock, instantOf } from '#kit';

export class MovedClock implements Clock {
  readonly isSet = false;
  #now;

  constructor(second: number) {
    this.#now = instantOf(second * 1_000);
  }

  now() {
    return this.#now;
  }

  /** Moves forward, to a second of the epoch; never back. */
  moveTo(second: number): void {
    this.#now = instantOf(Math.max(this.#now, second * 1_000));
  }
}
