/**
 * Has a platform show what an account has said where something is in doubt: at once, a little
 * later, and when the account is connected again. What is shown comes back as echoes.
 */
import { type Bot, type Clock, instantOf, type Span, seconds, type Timer, type Timers } from '#kit';
import type { Doubt, Echoes } from './echoes.ts';
import { groupOf } from './mail.ts';

/** A platform that has not confirmed a message in time may show it a little later. */
const AGAIN: readonly Span[] = [seconds(0), seconds(10), seconds(60)];
/** So much earlier a message may seem to be: clocks differ. */
const EARLIER = seconds(10);

export interface LookingBackParts {
  readonly bot: Bot;
  readonly echoes: Echoes;
  readonly clock: Clock;
  readonly timers: Timers;
}

export class LookingBack {
  readonly #parts: LookingBackParts;
  readonly #coming = new Map<string, Timer>();
  #isLooking = false;
  #isStopped = false;

  constructor(parts: LookingBackParts) {
    this.#parts = parts;
  }

  /** Something on a lane is in doubt from now on. */
  doubted(lane: string): void {
    const { bot, clock } = this.#parts;
    if (clock.isSet || !bot.lookBack) return;
    this.#coming.get(lane)?.cancel();
    this.#lookSoon(lane, AGAIN);
  }

  /** The account is connected again: whatever is in doubt is looked for. */
  async back(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      for (const doubt of this.#parts.echoes.inDoubt) await this.#look(doubt);
    } finally {
      // A look that failed is no reason never to look again.
      this.#isLooking = false;
    }
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#coming.values()) timer.cancel();
  }

  #lookSoon(lane: string, [first, ...others]: readonly Span[]): void {
    this.#coming.delete(lane);
    if (first === undefined || this.#isStopped) return;
    const look = async () => {
      const doubt = this.#parts.echoes.inDoubt.find((one) => one.lane === lane);
      this.#coming.delete(lane);
      if (!doubt) return;
      await this.#look(doubt);
      // A doubt that has come up meanwhile is looked after already.
      if (!this.#coming.has(lane)) this.#lookSoon(lane, others);
    };
    this.#coming.set(
      lane,
      this.#parts.timers.after(first, () => void look()),
    );
  }

  async #look({ lane, since }: Doubt): Promise<void> {
    const group = groupOf(lane);
    if (group === undefined || this.#isStopped) return;
    await this.#parts.bot.lookBack?.({ group, since: instantOf(since - EARLIER) });
  }
}
