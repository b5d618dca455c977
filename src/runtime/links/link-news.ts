/**
 * Tells the owners what became of a bot account's link. One that comes and goes all day is told in
 * few words: what is left out of them is summed up, and how it ends is always told.
 */
import {
  type Clock,
  hours,
  type Instant,
  type Language,
  type Line,
  type LinkTrouble,
  type Log,
  milliseconds,
  minutes,
  type Span,
  spanBetween,
  type Timer,
  type Timers,
} from '#kit';
import type { OwnerLetters } from '../sending/owner-letters.ts';
import { coreText } from '../texts/index.ts';
import type { Alarm } from './alarm.ts';

/** The same turn of an account is not told sooner again; should it last, it is told then. */
const REST = minutes(10);
/** So much is told in an hour, of all accounts together; what is more is summed up in one line. */
const MOST_AN_HOUR = 6;
const WHILE = hours(1);

/** What became of an account's link. */
export interface Turn {
  readonly account: string;
  readonly kind: LinkTrouble['kind'] | 'back';
}

type Words = (language: Language) => Line;

export interface LinkNewsParts {
  readonly letters: OwnerLetters;
  /** For when nothing can be stored. */
  readonly alarm: Alarm;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** What was told of one account. */
interface Story {
  readonly toldAt: Map<Turn['kind'], Instant>;
  latest: Turn['kind'] | undefined;
  /** Until something is told that was told a short while ago. */
  rest: Timer | undefined;
}

export class LinkNews {
  readonly #parts: LinkNewsParts;
  readonly #stories = new Map<string, Story>();
  #toldAt: readonly Instant[] = [];
  /** Turns that were left out since the last summary. */
  #untold = 0;
  /** Until they are summed up. */
  #summary: Timer | undefined;
  /** So much was told that nothing is told one by one before the next summary. */
  #isFull = false;

  constructor(parts: LinkNewsParts) {
    this.#parts = parts;
  }

  /** Tells every owner and admin, at once or when it is time again. Does not fail. */
  tell(turn: Turn, words: Words): void {
    const story = this.#storyOf(turn.account);
    // Whatever waited is over.
    if (story.rest) this.#leaveOut();
    story.rest?.cancel();
    story.rest = undefined;
    const wait = this.#restOf(story, turn.kind);
    if (wait === 0) this.#tellNow(turn, words);
    else
      story.rest = this.#parts.timers.after(milliseconds(wait), () => this.#tellLate(turn, words));
  }

  stop(): void {
    this.#summary?.cancel();
    for (const { rest } of this.#stories.values()) rest?.cancel();
  }

  /** Unless the last that was told of it still holds. */
  #tellLate(turn: Turn, words: Words): void {
    const story = this.#storyOf(turn.account);
    story.rest = undefined;
    if (story.latest === turn.kind) this.#leaveOut();
    else this.#tellNow(turn, words);
  }

  #tellNow({ account, kind }: Turn, words: Words): void {
    const now = this.#parts.clock.now();
    const story = this.#storyOf(account);
    if (this.#isTooMuch(now)) {
      this.#leaveOut();
      return;
    }
    story.toldAt.set(kind, now);
    story.latest = kind;
    this.#write(`${kind} ${account}`, words);
  }

  /** From then on nothing is told one by one, until the hour is over and was summed up. */
  #isTooMuch(now: Instant): boolean {
    if (this.#isFull) return true;
    this.#toldAt = this.#toldAt.filter((at) => now >= at && now < at + WHILE);
    const [oldest] = this.#toldAt;
    if (oldest === undefined || this.#toldAt.length < MOST_AN_HOUR) return false;
    this.#isFull = true;
    this.#sumUpIn(milliseconds(oldest + WHILE - now));
    return true;
  }

  /** Summed up within the hour: a summary of next week would count what nobody remembers. */
  #leaveOut(): void {
    this.#untold += 1;
    if (!this.#summary) this.#sumUpIn(WHILE);
  }

  #sumUpIn(span: Span): void {
    this.#summary?.cancel();
    this.#summary = this.#parts.timers.after(span, () => this.#sumUp());
  }

  #sumUp(): void {
    this.#summary = undefined;
    if (this.#isFull) this.#toldAt = [];
    this.#isFull = false;
    const count = this.#untold;
    this.#untold = 0;
    this.#write('links', (language) => coreText(language)('linkMore', { count }));
  }

  #write(what: string, words: Words): void {
    const { alarm, letters, log, clock } = this.#parts;
    this.#toldAt = [...this.#toldAt, clock.now()];
    letters
      .write(words)
      .catch((error: unknown) => {
        log.error({ error }, 'an alarm could not be stored: it is tried past the outbox');
        return alarm.raise(what, words);
      })
      .catch((error: unknown) => log.error({ error }, 'an alarm could not be raised'));
  }

  #storyOf(account: string): Story {
    const story = this.#stories.get(account) ?? {
      toldAt: new Map(),
      latest: undefined,
      rest: undefined,
    };
    this.#stories.set(account, story);
    return story;
  }

  /** @returns milliseconds until it may be told again */
  #restOf({ toldAt }: Story, kind: Turn['kind']): number {
    const last = toldAt.get(kind);
    if (last === undefined) return 0;
    const passed = spanBetween(last, this.#parts.clock.now());
    // A clock that was set back must not keep it for longer.
    return passed < 0 ? 0 : Math.max(0, REST - passed);
  }
}
