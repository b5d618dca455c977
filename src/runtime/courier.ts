/**
 * Carries what one bot account has to send: per group and person in order, at its platform's pace,
 * and without waiting for other accounts. A thing goes `planned → sending → sent | refused |
 * unknown`, back to `planned` when it provably was not accepted, or to `expired` when it is too
 * late. `sending` is committed before the platform is called, mostly in the very commit that has
 * planned it: a crash leaves no doubt about the doubt. It has no transaction of its own; it rides
 * along on those of others, and asks for one when nobody comes by.
 */
import {
  after,
  type Bot,
  type Clock,
  type Instant,
  type Log,
  milliseconds,
  type SendOutcome,
  seconds,
  spanBetween,
  type Timer,
  type Timers,
} from '#kit';
import { begin, postpone, settle } from '../store/outbox.ts';
import type { Statements } from '../store/sqlite.ts';
import { notePoll } from './asking.ts';
import { endPush } from './attention/failures.ts';
import { Backlog } from './backlog.ts';
import type { Ended, Letters, Row, SentPoll } from './letters.ts';
import type { Pacer } from './pacer.ts';
import { Turns } from './turns.ts';

/** Rows under way at once; they share the commit of `sending` and that of their outcomes. */
const MOST_AT_ONCE = 64;
/** With a set clock whole batches leave at once. */
const MOST_AT_ONCE_SET = 512;
/**
 * So long an end may wait for a commit that takes it along. A crash within this time leaves as
 * `unknown` what has arrived: it is not sent again, so nobody but a statistic notices, and without
 * this time a crash between the answer of the platform and the commit would leave the same.
 */
const LONGEST_UNSTORED = milliseconds(25);
/** So many ends are stored without waiting. */
const MOST_UNSTORED = 64;

export interface CourierParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly pacer: Pacer;
  readonly letters: Letters;
  /** Asks for a commit: something may leave, or has ended. */
  readonly wake: () => void;
  /** A push did not arrive for sure: its author is to be told. */
  readonly onFailedPush?: ((at: Instant) => void) | undefined;
  /** What waits has changed hands: all couriers are to {@link Courier.forget}. */
  readonly onMoved: () => void;
}

export class Courier {
  readonly #parts: CourierParts;
  readonly #backlog: Backlog;
  readonly #turns: Turns;
  /** Not stored yet; a disk that refuses now may take them later. */
  readonly #ended: Ended[] = [];
  /** How many of them the transaction that is open takes along. */
  #settling = 0;
  /** What the transaction that is open begins. */
  #boarded: Row[] = [];
  /** With a set clock: begun and to be sent in order. */
  #begun: Row[] = [];
  readonly #busy = new Map<string, Promise<void>>();
  #isFull = false;
  #isStopped = false;
  #look: Timer | undefined;
  #store: Timer | undefined;

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.#backlog = new Backlog(parts.bot.account);
    this.#turns = new Turns({ ...parts, backlog: this.#backlog });
  }

  /** See {@link Backlog.forget}. */
  forget(): void {
    this.#backlog.forget();
  }

  /** Whether a commit could do anything for it. */
  get hasBusiness(): boolean {
    return this.#ended.length > 0 || !this.#backlog.isEmpty;
  }

  /** Whether something has ended that is not stored. */
  get hasEnded(): boolean {
    return this.#ended.length > 0;
  }

  /** What the platform has not answered yet; each resolves when it has. */
  get underWay(): readonly Promise<void>[] {
    return [...this.#busy.values()];
  }

  /** Stores how the last ones ended and marks the next ones as being sent. */
  board(connection: Statements): void {
    if (this.#isStopped) return;
    this.#backlog.look(connection);
    for (const end of this.#ended) this.#settle(connection, end);
    this.#settling = this.#ended.length;
    if (!this.#backlog.isEmpty) this.#begin(connection);
  }

  /** What has boarded is durable: it leaves. */
  arrived(): void {
    this.#ended.splice(0, this.#settling);
    this.#settling = 0;
    const rows = this.#boarded;
    this.#boarded = [];
    // With a set clock the order must not depend on which events happened to share a commit.
    if (this.#parts.clock.isSet) this.#begun.push(...rows);
    else this.#sendBeside(rows);
  }

  /** What has boarded is still planned, and what has ended still to be stored. */
  missed(): void {
    this.#settling = 0;
    this.#boarded = [];
  }

  /** With a set clock: sends what is begun, all in order. */
  async sendInOrder(): Promise<void> {
    const rows = this.#begun;
    this.#begun = [];
    this.#ended.push(...(await this.#parts.letters.sendAll(rows)));
  }

  /** Begins nothing more; what is under way is not waited for, and its outcome not stored. */
  stop(): void {
    this.#isStopped = true;
    this.#look?.cancel();
    this.#store?.cancel();
  }

  #begin(connection: Statements): void {
    const { bot, clock } = this.#parts;
    const most = clock.isSet ? MOST_AT_ONCE_SET : MOST_AT_ONCE;
    const room = most - this.#busy.size - this.#begun.length;
    const isBusy = (lane: string) => this.#busy.has(lane);
    const { ready, isFull, nextAt } = this.#turns.next(connection, { isBusy, room });
    this.#isFull = isFull;
    for (const row of ready) {
      this.#backlog.remove(row);
      const [found] = connection.all(begin, { id: row.id, bot: bot.account });
      if (found) this.#boarded.push({ ...row, body: found.body });
    }
    if (nextAt !== undefined) this.#lookAt(nextAt);
  }

  #lookAt(at: Instant): void {
    const { clock, timers, wake } = this.#parts;
    this.#look?.cancel();
    this.#look = timers.after(spanBetween(clock.now(), at), wake);
  }

  /** Each lane for itself: a group whose platform does not answer holds up no other. */
  #sendBeside(rows: readonly Row[]): void {
    for (const [lane, own] of byLane(rows)) this.#busy.set(lane, this.#sendLane(lane, own));
  }

  async #sendLane(lane: string, rows: readonly Row[]): Promise<void> {
    const ended = await this.#parts.letters.sendAll(rows);
    this.#busy.delete(lane);
    this.#ended.push(...ended);
    if (this.#isStopped) return;
    // What was not accepted must not be lost by a crash, as what has arrived cannot be.
    const isOver = ended.every(({ outcome }) => outcome.kind !== 'notAccepted');
    const isAwaited = this.#backlog.has(lane) || this.#isFull;
    this.#askForCommit(isOver && !isAwaited && this.#ended.length < MOST_UNSTORED);
  }

  /** @param mayWait it is only to be written down */
  #askForCommit(mayWait: boolean): void {
    const { timers, wake } = this.#parts;
    if (!mayWait) wake();
    else
      this.#store ??= timers.after(LONGEST_UNSTORED, () => {
        this.#store = undefined;
        if (this.hasEnded) wake();
      });
  }

  #settle(connection: Statements, { row, outcome, rest, poll }: Ended): void {
    if (poll) this.#notePoll(connection, poll);
    if (outcome.kind === 'notAccepted') {
      this.#postpone(connection, { row, outcome, rest });
      return;
    }
    const why = 'why' in outcome ? outcome.why : null;
    connection.run(settle, { id: row.id, state: outcome.kind, why });
    const { clock, onFailedPush } = this.#parts;
    const end = { id: row.push_id, state: outcome.kind, now: clock.now() };
    if (endPush(connection, end)) onFailedPush?.(end.now);
    if (outcome.kind !== 'sent') {
      this.#parts.log.warn({ id: row.id, state: outcome.kind, why }, 'not delivered');
    }
  }

  #notePoll(connection: Statements, poll: SentPoll): void {
    const { bot, clock } = this.#parts;
    notePoll(connection, { ...poll, bot, now: clock.now() });
    // It may have to be closed at once.
    this.#backlog.look(connection);
  }

  #postpone(connection: Statements, { row, outcome, rest = null }: Postponed): void {
    const { bot, clock, onMoved } = this.#parts;
    const { why, retryAfterSeconds } = outcome;
    const notBefore = after(clock.now(), seconds(retryAfterSeconds));
    const [now] = connection.all(postpone, { id: row.id, notBefore, why, rest });
    // Handed over or moved while it was under way: somebody else's backlog lacks it.
    const isOurs = now?.bot === bot.account && now.lane === row.lane;
    const { body: _, ...waiting } = { ...row, attempts: row.attempts + 1, not_before: notBefore };
    if (isOurs) this.#backlog.putBack(waiting);
    else onMoved();
  }
}

interface Postponed extends Omit<Ended, 'outcome' | 'rest'> {
  readonly outcome: SendOutcome & { readonly kind: 'notAccepted' };
  readonly rest?: string | null | undefined;
}

function byLane(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const lanes = new Map<string, Row[]>();
  for (const row of rows) {
    const own = lanes.get(row.lane) ?? [];
    own.push(row);
    lanes.set(row.lane, own);
  }
  return lanes;
}
