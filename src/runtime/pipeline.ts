/**
 * The pipeline: every event waits in its group's queue and is handled in a step of its own; steps
 * that wait together share one commit, and answers leave only after it.
 */
import { type Bot, type Incoming, type Message, seconds, type Timer, type Timers } from '#kit';
import type { Store } from '../store/store.ts';
import { Batch, type BatchParts, type Item, type Progress } from './batch.ts';
import { type Heard, mayBeCommand } from './hearing/hearing.ts';
import { laneOf, type Waiting } from './lanes.ts';
import type { Alarm } from './links/alarm.ts';
import { Queue } from './queue.ts';
import type { Outbox } from './sending/outbox.ts';
import { tellOfRefusal } from './sending/refusal.ts';

/** What an event costs, against the work that a commit may hold. */
const WEIGHT = { talk: 1, command: 8 } as const;
/** So long after a disk has refused, what is due, to be sent or to be made is tried again. */
const RETRY = seconds(10);

interface Queued extends Item, Waiting {
  done(): void;
  failed(error: unknown): void;
}

/** An item as it comes in, before anything is known of its time. */
type Entering = Omit<Queued, 'now' | 'done' | 'failed'>;

/** @property hasJob work outside the database is due */
type Committed = Progress & { readonly hasJob: boolean };

export interface PipelineParts extends BatchParts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly timers: Timers;
  readonly alarm: Alarm;
}

export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #queue: Queue<Queued>;
  #running: Promise<void> | undefined;
  #retry: Timer | undefined;
  #isStopped = false;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    const { clock, timers } = parts;
    this.#queue = new Queue({ timers, isTimeSet: clock.isSet, start: () => this.#start() });
  }

  /**
   * Takes an event in. Resolves when its effects are durable (or it was seen before), which is when
   * a platform may be told that it has arrived.
   * @throws Fault when the disk refuses; then it had no effect and may be delivered again
   */
  receive(bot: Bot, event: Incoming): Promise<void> {
    const message = event.type === 'message' ? event : undefined;
    const heard = message && this.#parts.engine.hearing.of(bot, message);
    const isTalk = message !== undefined && heard !== undefined && !this.#isPrompt(message, heard);
    const weight = isTalk ? WEIGHT.talk : WEIGHT.command;
    return this.#add({ bot, event, heard, lane: laneOf(bot, event), weight, isTalk });
  }

  /** Does what is due by now, although nobody says anything. */
  tick(): Promise<void> {
    const look = { bot: undefined, event: undefined, lane: '', isTalk: false };
    return this.#add({ ...look, weight: WEIGHT.command });
  }

  /** Commits what waits, then resolves when all of it is done and its answers have left. */
  async settle(): Promise<void> {
    this.#queue.hurry();
    while (this.#running !== undefined) await this.#running;
    await this.#parts.outbox.drain();
  }

  /** What waits for company is committed now. */
  hurry(): void {
    if (this.#queue.count > 0) this.#queue.hurry();
  }

  get waiting(): number {
    return this.#queue.count;
  }

  /** As {@link tick}, when nobody waits for it: what the disk refuses is tried again. */
  wake(): void {
    this.tick().catch(() => this.#wakeLater());
  }

  /** Sends what may leave by now; what the disk refuses is tried again. */
  deliver(): void {
    // The commit that is about to come takes it along.
    if (this.#running !== undefined && this.#queue.count > 0) return;
    void this.#guarded(this.#parts.outbox.deliver());
  }

  /** After a commit that was not ours: waits for what it has planned, sends what it has said. */
  async followUp(): Promise<void> {
    this.#rearm();
    // By a set clock a moment is over when all is said; otherwise nobody waits for a platform.
    if (this.#parts.clock.isSet) await this.#parts.outbox.drain();
    else this.deliver();
  }

  /** Begins nothing by itself any more, whatever is still under way. */
  stop(): void {
    this.#isStopped = true;
    this.#queue.stop();
    this.#retry?.cancel();
  }

  #isPrompt(event: Message, heard: Heard): boolean {
    const { dialogues, questions } = this.#parts.engine;
    const isAsked = dialogues.hasOpen(this.#parts.clock.now());
    if (isAsked || mayBeCommand(heard, event)) return true;
    return event.group !== undefined && questions.mayAnswer(event.text);
  }

  #add({ bot, event, heard, lane, weight, isTalk }: Entering): Promise<void> {
    const { clock } = this.#parts;
    const now = clock.now();
    // Set time is one for all groups, so nobody may be handled before what happened earlier.
    const own = clock.isSet ? '' : lane;
    return new Promise((done, failed) => {
      this.#queue.add({ bot, event, heard, lane: own, weight, isTalk, now, done, failed });
    });
  }

  #start(): void {
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    // One turn of the loop lets the other events that arrived with this one share its commit.
    await this.#gather();
    while (this.#queue.count > 0) {
      let batch = this.#queue.next();
      while (batch.length > 0) batch = await this.#turn(batch);
      await this.#gather();
    }
    // In the same breath as the last look, or an event in between would wait for the next one.
    this.#running = undefined;
  }

  /** Lets others come as long as they keep coming: one commit for all of them writes less. */
  async #gather(): Promise<void> {
    let before = -1;
    for (let turns = 0; turns < 4 && this.#queue.count > before; turns += 1) {
      before = this.#queue.count;
      await this.#parts.timers.breathe();
    }
  }

  /**
   * Commits a batch, sends what it said, begins its jobs. @returns what must wait for a next turn
   */
  async #turn(batch: readonly Queued[]): Promise<readonly Queued[]> {
    const { clock, guard, outbox, jobs, timers } = this.#parts;
    const { handled, now, hasJob } = await this.#commit(batch);
    // What the commit said leaves by itself; set time stands still until all of it is done.
    if (clock.isSet) await this.#guarded(outbox.drain());
    guard.answered();
    const done = hasJob && this.#guarded(jobs.start(now));
    if (clock.isSet) await done;
    await timers.breathe();
    return batch.slice(handled);
  }

  /** Work whose failure is no reason to stop: it stays undone, and is tried again. */
  #guarded(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      this.#parts.log.error({ error }, 'something is put off');
      this.#wakeLater();
    });
  }

  /** Real time does; set time comes with the events. */
  get #comesByItself(): boolean {
    return !this.#parts.clock.isSet && !this.#isStopped;
  }

  #rearm(): void {
    if (this.#comesByItself) this.#parts.scheduler.arm(() => this.wake());
  }

  #wakeLater(): void {
    if (!this.#comesByItself) return;
    this.#retry ??= this.#parts.timers.after(RETRY, () => {
      this.#retry = undefined;
      this.wake();
    });
  }

  async #commit(batch: readonly Queued[]): Promise<Committed> {
    try {
      const progress = await this.#parts.store.transact(async (unit) => {
        const done = await new Batch(this.#parts, unit, batch).handle();
        // On this connection: the reader's would have to take in the commit first.
        return { ...done, hasJob: this.#parts.jobs.isDue(unit.core.connection, done.now) };
      });
      for (const item of batch.slice(0, progress.handled)) item.done();
      this.#rearm();
      return progress;
    } catch (error) {
      this.#parts.log.error({ error, events: batch.length }, 'a commit failed');
      for (const item of batch) item.failed(error);
      this.#wakeLater();
      if (this.#parts.clock.isSet) await this.#failRest(error);
      await this.#guarded(tellOfRefusal(this.#parts.alarm, batch, error));
      return { handled: batch.length, now: this.#parts.clock.now(), hasJob: false };
    }
  }

  /**
   * Set time has one order: what comes behind events that failed fails with them, also what was
   * handed in before anybody could hear of it. It would be handled before them otherwise.
   */
  async #failRest(error: unknown): Promise<void> {
    const failAll = () => {
      for (const item of this.#queue.empty()) item.failed(error);
    };
    failAll();
    await this.#parts.timers.breathe();
    failAll();
  }
}
