/** Remembers who used which command when. A restart forgets it, which hurts nobody. */
import type { Instant, MemberId } from '#kit';

/** Uses remembered at once; the memory starts anew beyond that. */
const MOST_REMEMBERED = 10_000;

export class Cooldowns {
  readonly #freeAt = new Map<string, number>();

  /** To be called when a step is undone: what did not happen keeps nobody waiting. */
  forget(): void {
    this.#freeAt.clear();
  }

  /** @returns seconds still to wait; 0 means go, and starts the next wait */
  use(use: { member: MemberId; command: string; seconds: number; now: Instant }): number {
    if (use.seconds === 0) return 0;
    const key = `${use.member} ${use.command}`;
    const wait = (this.#freeAt.get(key) ?? 0) - use.now;
    if (wait > 0) return Math.ceil(wait / 1_000);
    if (this.#freeAt.size >= MOST_REMEMBERED) this.#freeAt.clear();
    this.#freeAt.set(key, use.now + use.seconds * 1_000);
    return 0;
  }
}
