/**
 * Carries what one bot account has to send: per group and person in order, at its platform's pace,
 * and without waiting for other accounts. A thing goes `planned → sending → sent | refused |
 * unknown`, back to `planned` when it provably was not accepted, or to `expired` when it is too
 * late. `sending` is committed before the platform is called: a crash leaves no doubt about the
 * doubt.
 */
import {
  after,
  type Bot,
  type Clock,
  type Instant,
  instantOf,
  type Log,
  seconds,
  spanBetween,
  type Timer,
  type Timers,
} from '#kit';
import { holdOf } from '../store/holds.ts';
import { begin, planned, postpone, settle } from '../store/outbox.ts';
import type { Statements } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { notePoll } from './asking.ts';
import type { Ended, Letters, Row } from './letters.ts';
import type { Pacer } from './pacer.ts';

/** Rows under way at once; they share the commit of `sending` and that of their outcomes. */
const MOST_AT_ONCE = 64;
/** With a set clock whole batches leave at once. */
const MOST_AT_ONCE_SET = 512;

export interface CourierParts {
  readonly bot: Bot;
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly pacer: Pacer;
  readonly letters: Letters;
  /** Called when the time has come to send what had to wait. */
  readonly wake: () => void;
}

export class Courier {
  readonly #parts: CourierParts;
  /** Not stored yet; a disk that refuses now may take them later. */
  readonly #ended: Ended[] = [];
  readonly #busy = new Map<string, Promise<void>>();
  #running: Promise<void> | undefined;
  #isWanted = false;
  #isStopped = false;
  #timer: Timer | undefined;

  constructor(parts: CourierParts) {
    this.#parts = parts;
  }

  /**
   * Sends what is planned; resolves when nothing more can leave now.
   * @throws Fault when the disk refuses; what has not left yet is held, nothing is forgotten
   */
  async drain(): Promise<void> {
    this.#isWanted = true;
    while (!this.#isStopped && (this.#running || this.#isWanted || this.#busy.size > 0)) {
      this.#running ??= this.#run();
      await this.#running;
      // What is under way asks for another round when it has ended.
      if (!this.#isWanted && this.#busy.size > 0) await Promise.race(this.#busy.values());
    }
  }

  /** Begins nothing more; what is under way is not waited for, and its outcome not stored. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  async #run(): Promise<void> {
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        // Outcomes are stored together with the next beginnings: one commit serves both.
        const rows = await this.#begin();
        if (this.#parts.clock.isSet) await this.#sendInOrder(rows);
        else this.#sendBeside(rows);
      }
    } finally {
      // In the same breath as the last look, or a call in between would be taken for served.
      this.#running = undefined;
    }
  }

  /** Stores how the last ones ended and marks the next ones as being sent. */
  async #begin(): Promise<readonly Row[]> {
    const now = this.#parts.clock.now();
    const { rows, stored } = await this.#parts.store.write(now, async (_, { connection }) => {
      const ended = [...this.#ended];
      for (const end of ended) this.#settle(connection, end);
      const ready = this.#ready(connection, now);
      for (const { id } of ready) connection.run(begin, { id });
      return { rows: ready, stored: ended.length };
    });
    // Others may have ended meanwhile.
    this.#ended.splice(0, stored);
    return rows;
  }

  /** What may leave now: per lane in order, so one that waits holds back those behind it. */
  #ready(connection: Statements, now: Instant): readonly Row[] {
    const { bot, letters } = this.#parts;
    const held = new Map<string, Instant>();
    const ready: Row[] = [];
    const limit = this.#mostAtOnce;
    const hold = holdOf(connection, bot.account);
    for (const row of plannedRows(connection, { bot: bot.account, limit })) {
      if (ready.length + this.#busy.size >= limit) break;
      if (this.#busy.has(row.lane)) continue;
      if (letters.isOver(row)) ready.push(row);
      else if (hold.stops(row.lane, row.id) || held.has(row.lane)) continue;
      else if (this.#mayLeave(row, now)) ready.push(row);
      else held.set(row.lane, this.#waitOf(row, now));
      // The account itself must wait: no need to look at what else waits.
      if (this.#accountFrom(now) > now) break;
    }
    if (held.size > 0) this.#wakeAt(now, instantOf(Math.min(...held.values())));
    return ready;
  }

  get #mostAtOnce(): number {
    return this.#parts.clock.isSet ? MOST_AT_ONCE_SET : MOST_AT_ONCE;
  }

  #accountFrom(now: Instant): Instant {
    return this.#parts.clock.isSet ? now : this.#parts.pacer.accountFrom(now);
  }

  #mayLeave({ lane, not_before }: Row, now: Instant): boolean {
    if (not_before > now) return false;
    if (this.#parts.clock.isSet) return true;
    if (this.#parts.pacer.laneFrom(lane, now) > now) return false;
    this.#parts.pacer.note(lane, now);
    return true;
  }

  #waitOf({ lane, not_before }: Row, now: Instant): Instant {
    if (this.#parts.clock.isSet) return not_before;
    return instantOf(Math.max(not_before, this.#parts.pacer.laneFrom(lane, now)));
  }

  #wakeAt(now: Instant, at: Instant): void {
    this.#timer?.cancel();
    this.#timer = this.#parts.timers.after(spanBetween(now, at), () => this.#parts.wake());
  }

  /** With a set clock the order must not depend on which events happened to share a commit. */
  async #sendInOrder(rows: readonly Row[]): Promise<void> {
    this.#ended.push(...(await this.#parts.letters.sendAll(rows)));
    if (rows.length > 0) this.#isWanted = true;
  }

  /** Each lane for itself: a group whose platform does not answer holds up no other. */
  #sendBeside(rows: readonly Row[]): void {
    const lanes = new Map<string, Row[]>();
    for (const row of rows) lanes.set(row.lane, [...(lanes.get(row.lane) ?? []), row]);
    for (const [lane, own] of lanes) this.#busy.set(lane, this.#sendLane(lane, own));
  }

  async #sendLane(lane: string, rows: readonly Row[]): Promise<void> {
    const ended = await this.#parts.letters.sendAll(rows);
    // Those that end in the same turn of the loop share a commit.
    await this.#parts.timers.breathe();
    this.#ended.push(...ended);
    this.#busy.delete(lane);
    this.#isWanted = true;
  }

  #settle(connection: Statements, { row, outcome, rest, poll }: Ended): void {
    if (poll) notePoll(connection, this.#parts.bot.platform, poll);
    if (outcome.kind === 'notAccepted') {
      const notBefore = after(this.#parts.clock.now(), seconds(outcome.retryAfterSeconds));
      connection.run(postpone, { id: row.id, notBefore, why: outcome.why, rest: rest ?? null });
      return;
    }
    const why = 'why' in outcome ? outcome.why : null;
    connection.run(settle, { id: row.id, state: outcome.kind, why });
    if (outcome.kind !== 'sent') {
      this.#parts.log.warn({ id: row.id, state: outcome.kind, why }, 'not delivered');
    }
  }
}

/** Everything that has not left, oldest first, however much of it must still wait. */
function* plannedRows(
  connection: Statements,
  { bot, limit }: { bot: string; limit: number },
): Generator<Row> {
  let last = 0;
  for (;;) {
    const page = connection.all(planned, { bot, after: last, limit });
    yield* page;
    const end = page.at(-1);
    if (!end || page.length < limit) return;
    last = end.id;
  }
}
