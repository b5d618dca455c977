/**
 * The outbox (待发箱): the only door out. A thing goes `planned → sending → sent | refused | unknown`,
 * or back to `planned` when it provably was not accepted, or to `expired` when it came too late.
 * `sending` is committed before the platform is called, so a crash leaves no doubt about the doubt.
 */
import {
  after,
  type Bot,
  type Clock,
  type Instant,
  instantOf,
  type Outgoing,
  type SendOutcome,
  seconds,
  spanBetween,
} from '#kit';
import { begin, markInterrupted, planned, postpone, settle } from '../store/outbox.ts';
import type { Statements } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { SendState } from '../store/tables.ts';
import type { Log } from './log.ts';
import type { Timer, Timers } from './timers.ts';

/** Rows taken up together; they share the commit of `sending` and that of their outcomes. */
const MOST_AT_ONCE = 64;
/** With a set clock whole batches leave at once. */
const MOST_AT_ONCE_SET = 512;

interface Row {
  readonly id: number;
  readonly platform: string;
  readonly lane: string;
  readonly at: Instant;
  readonly expires_at: Instant;
  readonly not_before: Instant;
  readonly attempts: number;
  readonly body: string | null;
}

interface Ended {
  readonly row: Row;
  readonly outcome: SendOutcome | { readonly kind: 'expired' };
}

export interface OutboxParts {
  readonly store: Store;
  readonly bots: ReadonlyMap<string, Bot>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Called when the time has come to send again what was put off. */
  readonly wake: () => void;
}

export class Outbox {
  readonly #parts: OutboxParts;
  /** Not stored yet; a disk that refuses now may take them later. */
  #ended: readonly Ended[] = [];
  #running: Promise<void> | undefined;
  #isWanted = false;
  #timer: Timer | undefined;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** After a start: what was being sent when the program stopped is `unknown`, for good. */
  async recover(): Promise<void> {
    const now = this.#parts.clock.now();
    const lost = await this.#parts.store.write(now, async (_, { connection }) =>
      connection.run(markInterrupted, {}),
    );
    if (lost > 0) this.#parts.log.warn({ lost }, 'sends whose outcome nobody knows');
  }

  /**
   * Sends what is planned; resolves when nothing more can leave now.
   * @throws Fault when the disk refuses; what has not left yet is held, nothing is forgotten
   */
  drain(): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  stop(): void {
    this.#timer?.cancel();
  }

  async #run(): Promise<void> {
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        // Outcomes are stored together with the next beginnings: one commit serves both.
        let rows = await this.#begin();
        while (rows.length > 0) {
          this.#ended = await this.#sendAll(rows);
          rows = await this.#begin();
        }
      }
    } finally {
      // In the same breath as the last look, or a call in between would be taken for served.
      this.#running = undefined;
    }
  }

  /** Stores how the last ones ended and marks the next ones as being sent. */
  async #begin(): Promise<readonly Row[]> {
    const now = this.#parts.clock.now();
    const rows = await this.#parts.store.write(now, async (_, { connection }) => {
      for (const end of this.#ended) this.#settle(connection, end);
      const ready = this.#ready(connection, now);
      for (const { id } of ready) connection.run(begin, { id });
      return ready;
    });
    this.#ended = [];
    return rows;
  }

  /** What may leave now: per lane in order, so one that waits holds back those behind it. */
  #ready(connection: Statements, now: Instant): readonly Row[] {
    const ready: Row[] = [];
    const held = new Map<string, Instant>();
    for (const row of plannedRows(connection, this.#mostAtOnce)) {
      if (ready.length >= this.#mostAtOnce) break;
      if (this.#isOver(row)) ready.push(row);
      else if (!this.#parts.bots.has(row.platform) || held.has(laneOf(row))) continue;
      else if (row.not_before <= now) ready.push(row);
      else held.set(laneOf(row), row.not_before);
    }
    if (held.size > 0) this.#wakeAt(now, instantOf(Math.min(...held.values())));
    return ready;
  }

  get #mostAtOnce(): number {
    return this.#parts.clock.isSet ? MOST_AT_ONCE_SET : MOST_AT_ONCE;
  }

  #wakeAt(now: Instant, at: Instant): void {
    this.#timer?.cancel();
    this.#timer = this.#parts.timers.after(spanBetween(now, at), () => this.#parts.wake());
  }

  async #sendAll(rows: readonly Row[]): Promise<readonly Ended[]> {
    // With a set clock the order must not depend on which events happened to share a commit.
    if (this.#parts.clock.isSet) return this.#sendLane(rows);
    const lanes = new Map<string, Row[]>();
    for (const row of rows) lanes.set(laneOf(row), [...(lanes.get(laneOf(row)) ?? []), row]);
    const sent = await Promise.all([...lanes.values()].map((lane) => this.#sendLane(lane)));
    return sent.flat();
  }

  async #sendLane(rows: readonly Row[]): Promise<readonly Ended[]> {
    const ended: Ended[] = [];
    // What is behind one that must wait waits with it, or it would arrive before.
    const held = new Map<string, Ended['outcome']>();
    for (const row of rows) {
      const outcome = held.get(laneOf(row)) ?? (await this.#send(row));
      if (outcome.kind === 'notAccepted') held.set(laneOf(row), outcome);
      ended.push({ row, outcome });
    }
    return ended;
  }

  async #send(row: Row): Promise<Ended['outcome']> {
    if (this.#isOver(row)) return { kind: 'expired' };
    const bot = this.#parts.bots.get(row.platform);
    if (!bot || row.body === null) return { kind: 'refused', why: 'nothing to send' };
    try {
      const action: Outgoing = JSON.parse(row.body);
      return await bot.send({ action, at: row.at });
    } catch (error) {
      // A bot that throws has said nothing of whether it arrived.
      this.#parts.log.error({ error, id: row.id }, 'a bot failed while sending');
      return { kind: 'unknown', why: String(error) };
    }
  }

  #isOver(row: Row): boolean {
    return row.expires_at < this.#timeFor(row);
  }

  /** Set time runs ahead of sending, so the first attempt is made at the moment of saying. */
  #timeFor({ at, attempts }: Row): Instant {
    const { clock } = this.#parts;
    return clock.isSet && attempts === 0 ? at : clock.now();
  }

  #settle(connection: Statements, { row, outcome }: Ended): void {
    if (outcome.kind === 'notAccepted') {
      const notBefore = after(this.#parts.clock.now(), seconds(outcome.retryAfterSeconds));
      connection.run(postpone, { id: row.id, notBefore: instantOf(notBefore), why: outcome.why });
      return;
    }
    const why = 'why' in outcome ? outcome.why : null;
    const state: SendState = outcome.kind;
    connection.run(settle, { id: row.id, state, why });
    if (state !== 'sent') this.#parts.log.warn({ id: row.id, state, why }, 'not delivered');
  }
}

/** A group or person on one platform. */
function laneOf({ platform, lane }: Row): string {
  return `${platform} ${lane}`;
}

/** Everything that has not left, oldest first, however much of it must still wait. */
function* plannedRows(connection: Statements, limit: number): Generator<Row> {
  let after = 0;
  for (;;) {
    const page = connection.all(planned, { after, limit });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < limit) return;
    after = last.id;
  }
}
