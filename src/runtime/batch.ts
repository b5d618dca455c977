/**
 * Handles a batch of events inside one transaction: each in a step of its own, so that a bug in one
 * undoes only that one, and whatever is due by then before it.
 */
import { type Bot, type Clock, type Incoming, type Instant, isPassing } from '#kit';
import type { Step, Unit } from '../store/store.ts';
import type { Engine } from './engine.ts';
import { handleEvent, handleFailure } from './events.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import type { Arrival } from './messages.ts';
import type { Scheduler } from './scheduler.ts';

export interface Item {
  /** Absent together with the event for a mere look at the clock. */
  readonly bot: Bot | undefined;
  readonly event: Incoming | undefined;
  readonly now: Instant;
  /** Nobody waits for an answer to it. */
  readonly isTalk: boolean;
}

export interface Progress {
  /** How many items of the batch are done with, or failed. */
  readonly handled: number;
  /** Where time stands behind them. */
  readonly now: Instant;
}

export interface BatchParts {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly log: Log;
  readonly jobs: Jobs;
}

export class Batch {
  readonly #parts: BatchParts;
  readonly #unit: Unit;
  readonly #items: readonly Item[];
  #handled = 0;
  /** Up to here each item has a savepoint of its own, because together they failed. */
  #alone = 0;

  constructor(parts: BatchParts, unit: Unit, items: readonly Item[]) {
    this.#parts = parts;
    this.#unit = unit;
    this.#items = items;
  }

  /**
   * With a set clock it stops behind an event that asked for a job: what follows comes after it.
   */
  async handle(): Promise<Progress> {
    const { clock, scheduler } = this.#parts;
    let now = clock.now();
    for (;;) {
      const item = this.#items[this.#handled];
      if (!item || this.#mustStop()) break;
      if (!(await this.#handleTalk())) await this.#handleOne(item);
      // Set time stands where the event stands, although events behind it have moved the clock.
      if (clock.isSet) now = this.#items[this.#handled - 1]?.now ?? now;
    }
    await scheduler.runDue(this.#unit, now);
    return { handled: this.#handled, now };
  }

  #mustStop(): boolean {
    return this.#parts.clock.isSet && this.#parts.jobs.isWanted;
  }

  async #handleOne(item: Item): Promise<void> {
    const { scheduler } = this.#parts;
    if (scheduler.isDue(this.#unit.core, item.now)) {
      await scheduler.runDue(this.#unit, item.now);
    }
    this.#handled += 1;
    const { bot, event, now } = item;
    if (!bot || !event) return;
    try {
      await this.#take(this.#unit.step, item);
    } catch (error) {
      if (isPassing(error)) throw error;
      const incident = await this.#apologise({ bot, event, now });
      this.#parts.log.error({ error, incident, type: event.type }, 'a bug: it had no effect');
    }
  }

  /**
   * Should even this fail, the event is dropped: the others of the commit must not go with it.
   * @returns the incident's number, if its author was told one
   */
  async #apologise(arrival: Arrival<Incoming>): Promise<string | undefined> {
    const { engine, log } = this.#parts;
    try {
      return await this.#unit.step(arrival.event.at, (tx, core) =>
        handleFailure(engine, arrival, { tx, core }),
      );
    } catch (error) {
      if (isPassing(error)) throw error;
      log.error({ error }, 'a bug that cannot even be noted');
      return undefined;
    }
  }

  /**
   * Talk hardly ever fails, so what follows on each other shares a savepoint; if one fails after
   * all, each is handled alone. @returns whether anything was handled
   */
  async #handleTalk(): Promise<boolean> {
    const first = this.#handled;
    if (first < this.#alone || !this.#isPlainTalk(first)) return false;
    try {
      this.#handled = await this.#unit.span((step) => this.#takeTalk(step, first));
      return true;
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#alone = this.#endOfTalk(first);
      return false;
    }
  }

  /** @returns up to which item it came */
  async #takeTalk(step: Step, first: number): Promise<number> {
    let next = first;
    for (let item = this.#items[next]; item && this.#isPlainTalk(next); item = this.#items[next]) {
      await this.#take(step, item);
      next += 1;
      if (this.#mustStop()) break;
    }
    return next;
  }

  #endOfTalk(first: number): number {
    let end = first;
    while (this.#items[end]?.isTalk) end += 1;
    return end;
  }

  /** Talk before which nothing is due. */
  #isPlainTalk(index: number): boolean {
    const item = this.#items[index];
    return item?.isTalk === true && !this.#parts.scheduler.isDue(this.#unit.core, item.now);
  }

  async #take(step: Step, { bot, event, now }: Item): Promise<void> {
    if (!bot || !event) return;
    const { engine } = this.#parts;
    await step(event.at, (tx, core) => handleEvent(engine, { bot, event, now }, { tx, core }));
  }
}
