/**
 * A world whose wall clock can be set back and forth while time itself passes evenly, as happens
 * when a machine is corrected, suspended or moved. Timers obey time, the bot reads the clock.
 */
import { type Clock, type Instant, instantOf, type Span, type Timer, type Timers } from '#kit';

interface Pending {
  readonly at: number;
  readonly then: () => void;
}

export class TimeWorld implements Clock, Timers {
  readonly isSet = false;
  #passed = 0;
  #wall: number;
  #pending: Pending[] = [];

  constructor(start: Instant) {
    this.#wall = start;
  }

  now(): Instant {
    return instantOf(this.#wall);
  }

  after(span: Span, then: () => void): Timer {
    const pending = { at: this.#passed + span, then };
    this.#pending.push(pending);
    return {
      cancel: () => {
        this.#pending = this.#pending.filter((other) => other !== pending);
      },
    };
  }

  breathe(): Promise<void> {
    return new Promise((resume) => setImmediate(resume));
  }

  /** How many timers have not rung yet. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** Somebody sets the wall clock; no time passes. */
  setClockBy(ms: number): void {
    this.#wall += ms;
  }

  /** Time passes; each timer rings at its moment, and `settle` lets its work be done. */
  async pass(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#passed + ms;
    for (;;) {
      const next = this.#pending.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#moveTo(next.at);
      this.#pending = this.#pending.filter((other) => other !== next);
      next.then();
      await settle();
    }
    this.#moveTo(end);
  }

  #moveTo(passed: number): void {
    const ms = Math.max(0, passed - this.#passed);
    this.#passed += ms;
    this.#wall += ms;
  }
}
