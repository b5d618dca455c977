/**
 * What waits for a commit, and when it is its turn: commands at once, and ahead of the talk of
 * other groups; talk when it has company or has waited for a second, because it needs no answer.
 */
import { milliseconds, type Span, seconds, type Timer, type Timers } from '#kit';
import { Lanes, type Waiting } from './lanes.ts';

/** Longest that ordinary talk waits for its commit. */
const PATIENCE = seconds(1);
/** So much talk in wait is committed without waiting longer. */
const CROWD = 50;
/** So much that waits goes with a command of whichever group: a commit of its own costs more. */
const COMPANY = 16;
/** So long behind an answer comes the talk that it has passed. */
const BEHIND = milliseconds(10);
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
  /** All that waits is to be committed, also talk. */
  #isForAll = false;
  #patience: Timer | undefined;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  get count(): number {
    return this.#lanes.count;
  }

  /** Whether something is to be committed without waiting longer. */
  get hasTurn(): boolean {
    return this.#lanes.isAwaited || (this.#isForAll && this.#lanes.count > 0);
  }

  add(item: Item): void {
    this.#lanes.add(item);
    if (this.#lanes.count >= CROWD) this.hurry();
    else if (item.isTalk) this.#patience ??= this.#hurryIn(PATIENCE);
    else this.#parts.start();
  }

  /** Nothing waits for company any longer. */
  hurry(): void {
    this.#patience?.cancel();
    this.#patience = undefined;
    this.#isForAll = true;
    this.#parts.start();
  }

  /** Takes what shares the next commit. */
  next(): readonly Item[] {
    const most = this.#parts.isTimeSet ? MOST_WEIGHT_SET : MOST_WEIGHT;
    const isForAll = this.#isForAll || this.#lanes.count >= COMPANY;
    return this.#lanes.take(most, isForAll ? 'all' : 'awaited');
  }

  /** Nothing {@link hasTurn} any more: what was passed by follows soon. */
  rest(): void {
    this.#isForAll = false;
    if (this.#lanes.count === 0) return;
    this.#patience?.cancel();
    this.#patience = this.#hurryIn(BEHIND);
  }

  /** Takes all that is there. */
  empty(): readonly Item[] {
    return this.#lanes.take(Number.POSITIVE_INFINITY);
  }

  stop(): void {
    this.#patience?.cancel();
  }

  #hurryIn(span: Span): Timer {
    return this.#parts.timers.after(span, () => this.hurry());
  }
}
