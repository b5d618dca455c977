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
}

export class Outbox {
  readonly #parts: OutboxParts;
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

  /** Sends what is planned; resolves when nothing more can leave now. */
  drain(): Promise<void> {
    this.#isWanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  stop(): void {
    this.#timer?.cancel();
  }

  async #run(): Promise<void> {
    while (this.#isWanted) {
      this.#isWanted = false;
      // Outcomes are stored together with the next beginnings: one commit serves both.
      let ended: readonly Ended[] = [];
      for (;;) {
        const rows = await this.#begin(ended);
        ended = await this.#sendAll(rows);
        if (ended.length === 0) break;
      }
    }
  }

  /** Stores how the last ones ended and marks the next ones as being sent. */
  #begin(ended: readonly Ended[]): Promise<readonly Row[]> {
    const now = this.#parts.clock.now();
    return this.#parts.store.write(now, async (_, { connection }) => {
      for (const end of ended) this.#settle(connection, end);
      const rows = this.#ready(connection, now);
      for (const { id } of rows) connection.run(begin, { id });
      return rows;
    });
  }

  /** What may leave now: per lane in order, so one that waits holds back those behind it. */
  #ready(connection: Statements, now: Instant): readonly Row[] {
    const held = new Set<string>();
    let wakeAt: Instant | undefined;
    const rows = connection.all(planned, { after: 0, limit: this.#mostAtOnce }).filter((row) => {
      if (!this.#parts.bots.has(row.platform) || held.has(row.lane)) return false;
      if (row.not_before <= now) return true;
      held.add(row.lane);
      if (wakeAt === undefined || row.not_before < wakeAt) wakeAt = row.not_before;
      return false;
    });
    if (wakeAt !== undefined) this.#wakeAt(now, wakeAt);
    return rows;
  }

  get #mostAtOnce(): number {
    return this.#parts.clock.isSet ? MOST_AT_ONCE_SET : MOST_AT_ONCE;
  }

  #wakeAt(now: Instant, at: Instant): void {
    this.#timer?.cancel();
    this.#timer = this.#parts.timers.after(spanBetween(now, at), () => void this.drain());
  }

  async #sendAll(rows: readonly Row[]): Promise<readonly Ended[]> {
    // With a set clock the order must not depend on which events happened to share a commit.
    if (this.#parts.clock.isSet) return this.#sendLane(rows);
    const lanes = new Map<string, Row[]>();
    for (const row of rows) lanes.set(row.lane, [...(lanes.get(row.lane) ?? []), row]);
    const sent = await Promise.all([...lanes.values()].map((lane) => this.#sendLane(lane)));
    return sent.flat();
  }

  async #sendLane(rows: readonly Row[]): Promise<readonly Ended[]> {
    const ended: Ended[] = [];
    for (const row of rows) ended.push({ row, outcome: await this.#send(row) });
    return ended;
  }

  async #send(row: Row): Promise<Ended['outcome']> {
    const bot = this.#parts.bots.get(row.platform);
    if (!bot || row.body === null) return { kind: 'refused', why: 'nothing to send' };
    if (row.expires_at < this.#timeFor(row)) return { kind: 'expired' };
    try {
      const action: Outgoing = JSON.parse(row.body);
      return await bot.send({ action, at: row.at });
    } catch (error) {
      // A bot that throws has said nothing of whether it arrived.
      this.#parts.log.error({ error, id: row.id }, 'a bot failed while sending');
      return { kind: 'unknown', why: String(error) };
    }
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
