/**
 * What waits for a commit, and when it is its turn: commands at once, and ahead of the talk of
 * other groups; talk when it has company or has waited for a second, because it needs no answer.
 */
import { seconds, type Timer, type Timers } from '#kit';
import { Lanes, type Waiting } from './lanes.ts';

/** Longest that ordinary talk waits for its commit. */
const PATIENCE = seconds(1);
/** So much talk in wait is committed without waiting longer. */
const CROWD = 50;
/** So much that waits goes with a command of whichever group: a commit of its own costs more. */
const COMPANY = 16;
/** Work in one commit: some 15 ms, so that timers and sockets are not kept waiting for long. */
const MOST_WEIGHT = 512;
/** With a set clock nobody waits, and large commits write each page of the database less often. */
const MOST_WEIGHT_SET = 2_048;

export interface QueueParts {
  readonly timers: Timers;
  readonly isTimeSet: boolean;
  /** Something is to be committed; said as often as it is so. */
  readonly start: () => void;
}

export class Queue<Item extends Waiting> {
  readonly #parts: QueueParts;
  readonly #lanes = new Lanes<Item>();
  #patience: Timer | undefined;
  /** Something has waited long enough, so that nothing is passed by. */
  #isOverdue = false;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#lanes.count;
  }

  add(item: Item): void {
    this.#lanes.add(item);
    if (this.#lanes.count >= CROWD) this.hurry();
    else if (item.isTalk) this.#patience ??= this.#parts.timers.after(PATIENCE, () => this.hurry());
    else this.#parts.start();
  }

  /** Nothing waits for company any longer. */
  hurry(): void {
    this.#patience?.cancel();
    this.#patience = undefined;
    this.#isOverdue = this.#lanes.count > 0;
    this.#parts.start();
  }

  /** Takes what shares the next commit; talk that is passed by comes with the one behind it. */
  next(): readonly Item[] {
    const most = this.#parts.isTimeSet ? MOST_WEIGHT_SET : MOST_WEIGHT;
    const isAhead = !this.#isOverdue && this.#lanes.isAwaited && this.#lanes.count < COMPANY;
    this.#isOverdue = false;
    return this.#lanes.take(most, isAhead ? 'awaited' : 'all');
  }

  /** Takes all that is there. */
  empty(): readonly Item[] {
    return this.#lanes.take(Number.POSITIVE_INFINITY);
  }

  stop(): void {
    this.#patience?.cancel();
  }
}
