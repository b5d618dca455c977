/** What a bot account remembers from one connection to the next. */
import type { Instant, PlatformId } from '#kit';
import { Roles } from './roles.ts';
import { asWord, type Self } from './spoken.ts';

/** A bot with a nameless account is called this. */
const USUAL_NAME = '群力';
/** More groups than this are not remembered; QQ allows an account some 2,000. */
const MOST_GROUPS = 5_000;

export class Known {
  readonly roles = new Roles();
  readonly #groups = new Set<PlatformId>();
  #self: Self | undefined;
  #gapFrom: Instant | undefined;

  get self(): Self | undefined {
    return this.#self;
  }

  /** @param nickname absent when only the account is known yet */
  meet(id: PlatformId, nickname?: string): void {
    const before = this.#self?.id === id ? this.#self.name : USUAL_NAME;
    this.#self = { id, name: asWord(nickname ?? '') || before };
  }

  get groups(): readonly PlatformId[] {
    return [...this.#groups];
  }

  noteGroup(group: PlatformId | undefined): void {
    if (group !== undefined && this.#groups.size < MOST_GROUPS) this.#groups.add(group);
  }

  /** From when on talk may have been lost; undefined when nothing was. */
  get gapFrom(): Instant | undefined {
    return this.#gapFrom;
  }

  noteGap(from: Instant): void {
    if (this.#gapFrom === undefined || from < this.#gapFrom) this.#gapFrom = from;
  }

  /** The gap that began then has been read back, or told; one that has begun since stays. */
  closeGap(from: Instant): void {
    if (this.#gapFrom === from) this.#gapFrom = undefined;
  }
}
