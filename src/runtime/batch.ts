/**
 * Handles a batch of events inside one transaction, and before each whatever is due by then. A bug
 * in one event undoes only that one.
 */
import { type Bot, type Clock, type Incoming, type Instant, isPassing, type Log } from '#kit';
import type { SmallStep, Unit } from '../store/store.ts';
import type { Arrival } from './arrival.ts';
import type { Guard } from './attention/guard.ts';
import type { Engine } from './engine.ts';
import { handleEvent, handleFailure } from './events.ts';
import type { Heard } from './hearing/hearing.ts';
import type { Jobs } from './jobs.ts';
import type { Scheduler } from './scheduler.ts';

export interface Item {
  /** Absent together with the event for a mere look at the clock. */
  readonly bot: Bot | undefined;
  readonly event: Incoming | undefined;
  readonly now: Instant;
  /** What it asks for, if it is a message. */
  readonly heard?: Heard | undefined;
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
  readonly guard: Pick<Guard, 'hasLetGo' | 'answered'>;
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
   * With a set clock it stops behind an event that asked for a job, or when a push has left: what
   * follows comes after it, however fast events are handed in.
   */
  async handle(): Promise<Progress> {
    const { clock, scheduler } = this.#parts;
    let now = clock.isSet ? (this.#items[0]?.now ?? clock.now()) : clock.now();
    let isBehind = false;
    while (!isBehind) {
      const item = this.#items[this.#handled];
      if (!item || this.#mustStop(item)) break;
      // What is due before it goes on in another commit, and it comes after that.
      isBehind = !(await this.#handleTogether()) && !(await this.#handleOne(item));
      // Set time stands where the event stands, although events behind it have moved the clock.
      if (clock.isSet) now = this.#items[this.#handled - 1]?.now ?? now;
    }
    if (!isBehind) await scheduler.runDue(this.#unit, now);
    return { handled: this.#handled, now };
  }

  /** Also when the job was asked for before a restart. */
  #mustStop({ now }: Item): boolean {
    return this.#parts.clock.isSet && (this.#parts.jobs.isDueBy(now) || this.#parts.guard.hasLetGo);
  }

  /** @returns false when it must wait for what was due before it, or for what that has begun */
  async #handleOne(item: Item): Promise<boolean> {
    const { scheduler } = this.#parts;
    if (scheduler.isDue(this.#unit.core, item.now)) {
      const isDone = await scheduler.runDue(this.#unit, item.now);
      if (!isDone || this.#mustStop(item)) return false;
    }
    this.#handled += 1;
    await this.#takeAlone(item);
    return true;
  }

  async #takeAlone({ bot, event, now, heard }: Item): Promise<void> {
    if (!bot || !event) return;
    try {
      const { engine } = this.#parts;
      const arrival = { bot, event, now, heard };
      await this.#unit.step(event.at, async (tx, core) =>
        handleEvent(engine, arrival, { tx, core }),
      );
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
   * Events hardly ever fail, so those before which nothing is due share a savepoint; if one fails
   * after all, each is done anew alone. @returns whether anything was handled
   */
  async #handleTogether(): Promise<boolean> {
    const first = this.#handled;
    if (first < this.#alone || !this.#isPlain(first)) return false;
    try {
      this.#handled = await this.#unit.span((step) => this.#takeAll(step, first));
      return true;
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#alone = this.#items.length;
      return false;
    }
  }

  /** @returns up to which item it came */
  async #takeAll(step: SmallStep, first: number): Promise<number> {
    let next = first;
    for (let item = this.#items[next]; item && this.#isPlain(next); item = this.#items[next]) {
      if (this.#mustStop(item)) break;
      const waits = this.#take(step, item);
      if (waits !== undefined) await waits;
      next += 1;
    }
    return next;
  }

  /** An event before which nothing is due. */
  #isPlain(index: number): boolean {
    const item = this.#items[index];
    return item?.event !== undefined && !this.#parts.scheduler.isDue(this.#unit.core, item.now);
  }

  /** Not `async`, for it is called for every message. */
  #take(step: SmallStep, { bot, event, now, heard }: Item): Promise<void> | void {
    if (!bot || !event) return;
    const { engine } = this.#parts;
    const arrival = { bot, event, now, heard };
    return step(event.at, (tx, core) => handleEvent(engine, arrival, { tx, core }));
  }
}
