/**
 * How soon a bot account may send again, by its platform's pace. It remembers what was sent and
 * knows no clock; `now` is told.
 */
import {
  after,
  type Instant,
  instantOf,
  type Pace,
  type PaceLimit,
  type Random,
  type Span,
} from '#kit';
import { SetBack } from './set-back.ts';

export class Pacer {
  readonly #pace: Pace;
  readonly #random: Random;
  readonly #windows = new Map<string, Window>();
  readonly #setBack = new SetBack();
  #nextOfAccount: Instant = instantOf(0);

  constructor(pace: Pace, random: Random) {
    this.#pace = pace;
    this.#random = random;
  }

  /** How long back a sending still matters, in milliseconds. */
  get memory(): number {
    return Math.max(0, ...this.#pace.limits.map(({ per }) => per));
  }

  /** When something may leave, whatever the chat; not after `now` when it may leave now. */
  accountFrom(now: Instant): Instant {
    const limits = this.#pace.limits.filter(({ scope }) => scope === 'account');
    return this.#latest(now, limits, '');
  }

  /** When something may leave on a lane (`g:…` or `p:…`). */
  laneFrom(lane: string, now: Instant): Instant {
    return this.#latest(now, this.#pace.limits, lane);
  }

  /** Something leaves now. */
  note(lane: string, now: Instant): void {
    for (const limit of this.#pace.limits) {
      if (concerns(limit, lane)) this.#windowOf(limit, lane).note(now);
    }
    const { gap } = this.#pace;
    if (gap) this.#nextOfAccount = instantOf(now + this.#random.int(gap.from, gap.to));
    this.#tidy(now);
  }

  #latest(now: Instant, limits: readonly PaceLimit[], lane: string): Instant {
    const back = this.#setBack.by(now);
    if (back > 0) this.#shift(back);
    const waits = limits
      .filter((limit) => concerns(limit, lane))
      .map((limit) => this.#windows.get(keyOf(limit, lane))?.freeFrom() ?? now);
    return instantOf(Math.max(now, this.#nextOfAccount, ...waits));
  }

  /** What was sent was sent as long ago as before, whatever the clock says now. */
  #shift(back: Span): void {
    this.#nextOfAccount = instantOf(this.#nextOfAccount - back);
    for (const window of this.#windows.values()) window.shift(back);
  }

  #windowOf(limit: PaceLimit, lane: string): Window {
    const key = keyOf(limit, lane);
    const known = this.#windows.get(key) ?? new Window(limit);
    this.#windows.set(key, known);
    return known;
  }

  /** Chats in which nothing was said lately need no window. */
  #tidy(now: Instant): void {
    if (this.#windows.size < MOST_WINDOWS) return;
    for (const [key, window] of this.#windows) if (window.isIdle(now)) this.#windows.delete(key);
  }
}

/** From so many on, windows are looked through for idle ones. */
const MOST_WINDOWS = 2_000;

/** The latest sendings under one limit. */
class Window {
  readonly #limit: PaceLimit;
  #sent: Instant[] = [];

  constructor(limit: PaceLimit) {
    this.#limit = limit;
  }

  note(now: Instant): void {
    this.#sent.push(now);
    if (this.#sent.length > this.#limit.most) this.#sent.shift();
  }

  shift(back: Span): void {
    this.#sent = this.#sent.map((at) => instantOf(at - back));
  }

  freeFrom(): Instant | undefined {
    const oldest = this.#sent.length < this.#limit.most ? undefined : this.#sent[0];
    return oldest && after(oldest, this.#limit.per);
  }

  isIdle(now: Instant): boolean {
    const last = this.#sent.at(-1);
    return last === undefined || last + this.#limit.per < now;
  }
}

function concerns({ scope }: PaceLimit, lane: string): boolean {
  return scope !== 'group' || lane.startsWith('g:');
}

function keyOf(limit: PaceLimit, lane: string): string {
  const { scope, most, per } = limit;
  return `${scope} ${most} ${per} ${scope === 'account' ? '' : lane}`;
}
