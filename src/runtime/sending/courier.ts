/**
 * Carries what one bot account has to send: per group and person in order, at its platform's pace,
 * and without waiting for other accounts. A thing goes `planned → sending → sent | refused |
 * unknown`, back to `planned` when it provably was not accepted, or to `expired` when it is too
 * late. `sending` is committed before the platform is called, mostly in the very commit that has
 * planned it: a crash leaves no doubt about the doubt. It has no transaction of its own; it rides
 * along on those of others, and asks for one when nobody comes by.
 */
import {
  type Bot,
  type Clock,
  type Instant,
  type Log,
  milliseconds,
  spanBetween,
  type Timer,
  type Timers,
} from '#kit';
import { begin } from '../../store/outbox.ts';
import type { Statements } from '../../store/sqlite.ts';
import { isUnasked } from '../../store/worth.ts';
import { Backlog, momentOf } from './backlog.ts';
import { Ends } from './ends.ts';
import type { Ended, Letters, Row } from './letters.ts';
import type { Pacer } from './pacer.ts';
import { Turns } from './turns.ts';

/** Rows under way at once; they share the commit of `sending` and that of their outcomes. */
const MOST_AT_ONCE = 64;
/**
 * Of what nobody has asked for, so many: nobody waits for it, and whatever is under way when the
 * program is killed is in doubt for good.
 */
const MOST_UNASKED_AT_ONCE = 1;
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

/** What a courier may begin to send. */
export type Allowed = 'all' | 'answers' | 'nothing';

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
  readonly #ends: Ends;
  /** Not stored yet; a disk that refuses now may take them later. */
  readonly #ended: Ended[] = [];
  /** Rows that were in doubt and have arrived. */
  readonly #sure = new Set<number>();
  /** How many of them the transaction that is open takes along. */
  #settling = 0;
  /** What the transaction that is open begins. */
  #boarded: Row[] = [];
  /** How much is under way that nobody has asked for. */
  #unasked = 0;
  /** With a set clock: begun and to be sent in order. */
  #begun: Row[] = [];
  readonly #busy = new Map<string, Promise<void>>();
  #isFull = false;
  #may: Allowed = 'all';
  #isStopped = false;
  #look: Timer | undefined;
  #store: Timer | undefined;

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.#backlog = new Backlog(parts.bot.account);
    this.#turns = new Turns({ ...parts, backlog: this.#backlog });
    this.#ends = new Ends({ ...parts, backlog: this.#backlog });
  }

  /** See {@link Backlog.forget}. */
  forget(): void {
    this.#backlog.forget();
  }

  /** Whether a commit could do anything for it. */
  get hasBusiness(): boolean {
    return this.#ended.length > 0 || this.#sure.size > 0 || !this.#backlog.isEmpty;
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
    for (const end of this.#ended) this.#ends.store(connection, end);
    this.#settling = this.#ended.length;
    for (const id of this.#sure) this.#ends.confirm(connection, id);
    if (!this.#backlog.isEmpty && this.#may !== 'nothing') this.#begin(connection);
  }

  /** What may leave from now on; what is not handed over yet comes back. */
  allow(what: Allowed): void {
    this.#may = what;
    this.#parts.letters.rest(what === 'nothing');
  }

  /** What has boarded is durable: it leaves. */
  arrived(): void {
    this.#ended.splice(0, this.#settling);
    this.#sure.clear();
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

  /** A row that was in doubt has arrived. */
  confirm(row: number): void {
    if (this.#isStopped) return;
    this.#sure.add(row);
    this.#askForCommit(true);
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
    const mostUnasked = this.#may === 'all' ? MOST_UNASKED_AT_ONCE : 0;
    const roomUnasked = clock.isSet ? room : mostUnasked - this.#unasked;
    const look = { isBusy, room, roomUnasked };
    const { ready, isFull, nextAt } = this.#turns.next(connection, look);
    this.#isFull = isFull;
    for (const row of ready) {
      this.#backlog.remove(row);
      const now = momentOf(row, clock);
      const [found] = connection.all(begin, { id: row.id, bot: bot.account, now });
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
    const unasked = rows.filter(isUnasked).length;
    this.#unasked += unasked;
    const ended = await this.#parts.letters.sendAll(rows);
    this.#busy.delete(lane);
    this.#unasked -= unasked;
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
        if (this.hasEnded || this.#sure.size > 0) wake();
      });
  }
}

/** The same rows, those of each lane together and in their order. */
function byLane(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const lanes = new Map<string, Row[]>();
  for (const row of rows) {
    const own = lanes.get(row.lane) ?? [];
    own.push(row);
    lanes.set(row.lane, own);
  }
  return lanes;
}
