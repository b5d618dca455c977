/**
 * Knows when each bot account was heard last, over restarts, and so how long it was away. While it
 * is, and until what it missed has been read, what is due in its groups waits: whoever answered in
 * time must count, though the answer is delivered late.
 */
import {
  type Clock,
  days,
  type Health,
  type Instant,
  instantOf,
  isPassing,
  LEAST_DOWNTIME,
  type Log,
  minutes,
  seconds,
  type Timer,
  type Timers,
} from '#kit';
import { factOf, heardKey, setFact } from '../../store/facts.ts';
import type { Core, Store } from '../../store/store.ts';
import { noteDowntime } from './downtimes.ts';

/** It is looked so often when accounts were heard. */
const LOOK = minutes(1);
/**
 * It is written down so often: each time is a sync of the disk. After a crash, a downtime seems so
 * much longer at most; an orderly stop writes it down, too.
 */
const WRITE = minutes(5);
/** Missed talk has been read when none of it came for so long. */
const QUIET = seconds(15);
/** Reading takes at most so many times {@link QUIET}: five minutes. */
const MOST_QUIETS = 20;
/** What was said so long ago was missed. */
const OLD = minutes(1);
/** An account that is away for longer holds up nothing any more: perhaps it never comes back. */
const LONGEST_WAIT = days(30);

interface Account {
  /** When it was heard last; undefined before it ever was. */
  until: Instant | undefined;
  /** What of it is written down. */
  stored: Instant | undefined;
  /** `reading`: it is back, and what it missed comes in. */
  place: 'away' | 'reading' | 'here';
  /** It was heard since it went away last. */
  isHeard: boolean;
  /** Since when it is away. */
  since: Instant;
  /** Something old came in since the last look. */
  isReading: boolean;
  timer: Timer | undefined;
}

export interface PresenceParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly health: () => readonly Health[];
  /** Called in the transaction in which something was planned for `at`. */
  readonly onPlanned: (at: Instant) => void;
  /** Called when there may be something to do that had to wait. */
  readonly onTurn: () => void;
}

export class Presence {
  readonly #parts: PresenceParts;
  readonly #accounts = new Map<string, Account>();
  #look: Timer | undefined;
  #lookedAt: Instant | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  /** Reads when the accounts were heard last. One that ever was is awaited from now on. */
  async remember(accounts: readonly string[]): Promise<void> {
    const { clock, store } = this.#parts;
    // Set time stands still while nobody is there.
    if (clock.isSet) return;
    for (const account of accounts) {
      const fact = await store.reader.get(factOf, { key: heardKey(account) });
      const until = fact && instantOf(Number(fact.value));
      const place = until === undefined ? 'here' : 'away';
      const since = clock.now();
      const unread = { isHeard: false, isReading: false, timer: undefined };
      this.#accounts.set(account, { until, stored: until, place, since, ...unread });
    }
  }

  /** From now on it is looked, and written down, who is heard. */
  start(): void {
    this.#lookedAt = this.#parts.clock.now();
    this.#lookLater();
  }

  /** Writes down when the accounts were heard last. Does not fail. */
  async stop(): Promise<void> {
    this.#look?.cancel();
    for (const { timer } of this.#accounts.values()) timer?.cancel();
    await this.#store();
  }

  /** The accounts in whose groups what is due must wait. */
  awaited(): readonly string[] {
    this.#noticeSleep();
    return [...this.#accounts].flatMap(([name, { place }]) => (place === 'here' ? [] : [name]));
  }

  /** The link of an account has changed. */
  changed({ account, state, heardAt }: Health): void {
    const own = this.#accounts.get(account);
    if (!own || state === 'stale') return;
    if (state === 'live') {
      if (heardAt !== undefined) this.#hear(account, heardAt);
    } else if (own.isHeard) {
      own.until = heardAt ?? own.until;
      this.#leave(own);
    }
  }

  /** Something has come in that happened at `at`. */
  received(account: string, at: Instant): void {
    const own = this.#accounts.get(account);
    if (own?.place === 'reading' && this.#parts.clock.now() - at >= OLD) own.isReading = true;
  }

  #leave(own: Account): void {
    own.timer?.cancel();
    own.place = 'away';
    own.isHeard = false;
    own.since = this.#parts.clock.now();
  }

  #hear(name: string, at: Instant): void {
    const own = this.#accounts.get(name);
    if (!own) return;
    const { until } = own;
    own.until = at;
    own.isHeard = true;
    const isBack = until !== undefined && at - until >= LEAST_DOWNTIME;
    if (isBack || own.place === 'away') this.#read(own);
    if (isBack) void this.#store({ account: name, from: until, to: at });
  }

  /** Waits until nothing old comes in any more. */
  #read(own: Account, left = MOST_QUIETS): void {
    own.timer?.cancel();
    own.place = 'reading';
    own.isReading = false;
    own.timer = this.#parts.timers.after(QUIET, () => {
      if (own.isReading && left > 1) this.#read(own, left - 1);
      else this.#settle(own);
    });
  }

  #settle(own: Account): void {
    own.place = 'here';
    this.#parts.onTurn();
  }

  #lookLater(): void {
    this.#look = this.#parts.timers.after(LOOK, () => {
      this.#lookNow();
      this.#lookLater();
    });
  }

  #lookNow(): void {
    this.#noticeSleep();
    const now = this.#parts.clock.now();
    this.#lookedAt = now;
    for (const { account, state, heardAt } of this.#parts.health()) {
      const own = this.#accounts.get(account);
      if (!own) continue;
      const isHeard = heardAt !== undefined && (state === 'live' || state === 'stale');
      if (isHeard && (own.place !== 'away' || heardAt > own.since)) this.#hear(account, heardAt);
      else if (own.place === 'away' && now - own.since >= LONGEST_WAIT) this.#settle(own);
    }
    if ([...this.#accounts.values()].some(isOutdated)) void this.#store();
  }

  /** The machine was suspended, or its clock was set forward: nobody knows what came meanwhile. */
  #noticeSleep(): void {
    const now = this.#parts.clock.now();
    if (this.#lookedAt === undefined || now - this.#lookedAt < LEAST_DOWNTIME) return;
    this.#lookedAt = now;
    for (const own of this.#accounts.values()) if (own.place !== 'away') this.#leave(own);
  }

  /** Writes down what is new and, in the same transaction, a downtime that is over. */
  async #store(away?: { account: string; from: Instant; to: Instant }): Promise<void> {
    const fresh = [...this.#accounts].filter(([, { until, stored }]) => until !== stored);
    if (fresh.length === 0) return;
    const { store, clock, log, onPlanned, onTurn } = this.#parts;
    try {
      await store.write(clock.now(), async (_, core) => {
        for (const [name, own] of fresh) this.#write(core, name, own);
        if (away && noteDowntime(core.connection, away)) onPlanned(away.from);
      });
      if (away) onTurn();
    } catch (error) {
      // Found anew at the next look.
      const own = away && this.#accounts.get(away.account);
      if (own) own.until = away.from;
      if (!isPassing(error)) log.error({ error }, 'it could not be stored who was heard');
    }
  }

  #write({ connection }: Core, name: string, own: Account): void {
    connection.run(setFact, { key: heardKey(name), value: `${own.until ?? 0}` });
    own.stored = own.until;
  }
}

/** What is written down is old, or the clock was set back since. */
function isOutdated({ until, stored }: Account): boolean {
  if (until === undefined || stored === undefined) return until !== stored;
  return until < stored || until - stored >= WRITE;
}
