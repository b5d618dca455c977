/**
 * The pipeline: every event waits in its group's queue and is handled in a step of its own; steps
 * that wait together share one commit, and answers leave only after it. Talk may wait a second for
 * company, because it needs no answer; everything else is handled at once.
 */
import { type Bot, type Clock, Fault, type Incoming, type Instant, seconds } from '#kit';
import type { Store, Unit } from '../store/store.ts';
import type { Alarm } from './alarm.ts';
import type { Engine } from './engine.ts';
import { handleEvent, handleFailure } from './events.ts';
import type { Jobs } from './jobs.ts';
import { Lanes } from './lanes.ts';
import type { Log } from './log.ts';
import { looksLikeCommand } from './messages.ts';
import type { Outbox } from './outbox.ts';
import type { Scheduler } from './scheduler.ts';
import { coreText } from './texts/index.ts';
import type { Timer, Timers } from './timers.ts';

/** Longest that ordinary talk waits for its commit. */
const PATIENCE = seconds(1);
/** So much talk in wait is committed without waiting longer. */
const CROWD = 200;
/** Work in one commit: about 6 ms, so that timers and sockets are not kept waiting. */
const MOST_WEIGHT = 256;
const WEIGHT = { talk: 1, command: 8 } as const;

interface Item {
  readonly lane: string;
  readonly weight: number;
  readonly bot: Bot | undefined;
  /** Absent for a mere look at the clock. */
  readonly event: Incoming | undefined;
  readonly now: Instant;
  done(): void;
  failed(error: unknown): void;
}

interface Progress {
  /** How many items of the batch are done with, or failed. */
  readonly handled: number;
  /** Where time stands behind them. */
  readonly now: Instant;
}

export interface PipelineParts {
  readonly engine: Engine;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly jobs: Jobs;
  readonly alarm: Alarm;
}

export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #lanes = new Lanes<Item>();
  #running: Promise<void> | undefined;
  #patience: Timer | undefined;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  /**
   * Takes an event in. Resolves when its effects are durable (or it was seen before), which is when
   * a platform may be told that it has arrived.
   * @throws Fault when the disk refuses; then it had no effect and may be delivered again
   */
  receive(bot: Bot, event: Incoming): Promise<void> {
    const isTalk = event.type === 'message' && !this.#isPrompt(bot, event);
    const weight = isTalk ? WEIGHT.talk : WEIGHT.command;
    return this.#add({ bot, event, lane: laneOf(bot, event), weight }, isTalk);
  }

  /** Does what is due by now, although nobody says anything. */
  tick(): Promise<void> {
    return this.#add({ bot: undefined, event: undefined, lane: '', weight: WEIGHT.command }, false);
  }

  /** Commits what waits, then resolves when all of it is done and its answers have left. */
  async settle(): Promise<void> {
    this.#start();
    while (this.#running !== undefined) await this.#running;
    await this.#parts.outbox.drain();
  }

  get waiting(): number {
    return this.#lanes.count;
  }

  stop(): void {
    this.#patience?.cancel();
  }

  #isPrompt(bot: Bot, event: Incoming & { type: 'message' }): boolean {
    return (
      looksLikeCommand(this.#parts.engine, bot, event) || this.#parts.engine.dialogues.hasAny()
    );
  }

  #add(item: Omit<Item, 'now' | 'done' | 'failed'>, isPatient: boolean): Promise<void> {
    const now = this.#parts.clock.now();
    return new Promise((done, failed) => {
      // Set time is one for all groups, so nobody may be handled before what happened earlier.
      const lane = this.#parts.clock.isSet ? '' : item.lane;
      this.#lanes.add({ ...item, lane, now, done, failed });
      if (!isPatient || this.#lanes.count >= CROWD) this.#start();
      else this.#patience ??= this.#parts.timers.after(PATIENCE, () => this.#start());
    });
  }

  #start(): void {
    this.#patience?.cancel();
    this.#patience = undefined;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run(): Promise<void> {
    // One turn of the loop lets the other events that arrived with this one share its commit.
    await this.#parts.timers.breathe();
    while (this.#lanes.count > 0) {
      let batch: readonly Item[] = this.#lanes.take(MOST_WEIGHT);
      while (batch.length > 0) batch = await this.#turn(batch);
    }
  }

  /**
   * Commits a batch, sends what it said, begins its jobs. @returns what must wait for a next turn
   */
  async #turn(batch: readonly Item[]): Promise<readonly Item[]> {
    const { handled, now } = await this.#commit(batch);
    const sending = this.#parts.outbox.drain();
    if (this.#parts.clock.isSet) await sending;
    await this.#parts.jobs.start(now);
    this.#rearm();
    await this.#parts.timers.breathe();
    return batch.slice(handled);
  }

  /** Real time comes by itself; set time comes with the events. */
  #rearm(): void {
    if (this.#parts.clock.isSet) return;
    this.#parts.scheduler.arm(this.#parts.clock.now(), () => void this.tick());
  }

  async #commit(batch: readonly Item[]): Promise<Progress> {
    try {
      const progress = await this.#parts.store.transact((unit) => this.#handleAll(unit, batch));
      for (const item of batch.slice(0, progress.handled)) item.done();
      return progress;
    } catch (error) {
      this.#parts.log.error({ error, events: batch.length }, 'a commit failed');
      for (const item of batch) item.failed(error);
      await this.#tellAll(batch, error);
      return { handled: batch.length, now: this.#parts.clock.now() };
    }
  }

  /**
   * With a set clock it stops behind an event that asked for a job: what follows comes after it.
   */
  async #handleAll(unit: Unit, batch: readonly Item[]): Promise<Progress> {
    const { clock, jobs, scheduler } = this.#parts;
    let handled = 0;
    let now = clock.now();
    for (const item of batch) {
      await this.#handle(unit, item);
      handled += 1;
      // Set time stands where the event stands, although events behind it have moved the clock.
      if (clock.isSet) now = item.now;
      if (clock.isSet && jobs.isWanted) break;
    }
    await scheduler.runDue(unit, now);
    return { handled, now };
  }

  /** Those who waited for an answer and those who can free the disk hear what is the matter. */
  async #tellAll(batch: readonly Item[], error: unknown): Promise<void> {
    const { alarm } = this.#parts;
    for (const { bot, event, weight } of batch) {
      if (!bot || event?.type !== 'message' || weight === WEIGHT.talk) continue;
      const to = event.group === undefined ? { private: event.from.id } : { group: event.group };
      await alarm.apologise(bot.platform, to, (language) => coreText(language)('cannotRecord'));
    }
    const why = error instanceof Fault ? error.code : 'bug';
    await alarm.raise(why, (language) => coreText(language)('cannotStore', { why }));
  }

  async #handle(unit: Unit, { bot, event, now }: Item): Promise<void> {
    const { engine, scheduler, log } = this.#parts;
    if (scheduler.isDue(unit.core, now)) await scheduler.runDue(unit, now);
    if (!bot || !event) return;
    try {
      await unit.step(event.at, (tx, core) =>
        handleEvent(engine, { bot, event, now }, { tx, core }),
      );
    } catch (error) {
      if (error instanceof Fault && error.retry === 'later') throw error;
      const incident = await unit.step(event.at, (tx, core) =>
        handleFailure(engine, { bot, event, now }, { tx, core }),
      );
      log.error({ error, incident, type: event.type }, 'a bug: the event had no effect');
    }
  }
}

function laneOf(bot: Bot, event: Incoming): string {
  const where = event.group ?? ('from' in event ? event.from.id : '');
  return `${bot.platform}\n${where}`;
}
