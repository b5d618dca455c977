/**
 * What people are called: the name in a group, or else their own. A gateway tells it only when it
 * is asked, so that names are remembered, and a message never waits long for one.
 */
import {
  after,
  type Clock,
  hours,
  type Instant,
  type PlatformId,
  seconds,
  type Timers,
} from '#kit';
import { atMost } from './at-most.ts';

/** A message goes on without a name after so long; the next one will have it. */
const PATIENCE = seconds(2);
/** A name older than this is asked for again, while the old one serves. */
const FRESH = hours(1);
/** About 100 bytes each. */
const MOST_REMEMBERED = 50_000;

export interface NamesParts {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Asks the gateway; undefined when it does not know. */
  readonly ask: (person: PlatformId, group: PlatformId | undefined) => Promise<string | undefined>;
}

interface Remembered {
  name: string | undefined;
  /** Asked for again from then on. */
  until: Instant;
}

/** A question that is under way. */
interface Question {
  readonly person: PlatformId;
  readonly group: PlatformId | undefined;
  /** What it asks about has changed meanwhile: its answer may be the old name. */
  isOutdated: boolean;
}

export class Names {
  readonly #parts: NamesParts;
  readonly #asking = new Set<Question>();
  /** By group, and by person in it; the empty name stands for private talk. */
  readonly #known = new Map<string, Map<PlatformId, Remembered>>();
  #size = 0;

  constructor(parts: NamesParts) {
    this.#parts = parts;
  }

  /** The name of a person, or undefined when it is not known soon enough. */
  async of(person: PlatformId, group?: PlatformId): Promise<string | undefined> {
    const known = this.#known.get(group ?? '')?.get(person);
    if (known && known.until > this.#parts.clock.now()) return known.name;
    const asked = this.#ask(person, group);
    if (known) return known.name;
    return atMost(this.#parts.timers, PATIENCE, asked).catch(() => undefined);
  }

  /** A gateway says that what it told of a group or of a person no longer holds. */
  forget(id: PlatformId): void {
    this.#size -= this.#known.get(id)?.size ?? 0;
    this.#known.delete(id);
    for (const people of this.#known.values()) if (people.delete(id)) this.#size -= 1;
    for (const question of this.#asking) {
      if (question.person === id || question.group === id) question.isOutdated = true;
    }
  }

  /** Does not fail: a name that cannot be had now is asked for with the next message. */
  async #ask(person: PlatformId, group: PlatformId | undefined): Promise<string | undefined> {
    const before = this.#known.get(group ?? '')?.get(person);
    const question = { person, group, isOutdated: false };
    this.#asking.add(question);
    try {
      const name = await this.#parts.ask(person, group);
      if (!question.isOutdated) this.#keep(person, group ?? '', name ?? before?.name);
      return name;
    } catch {
      return before?.name;
    } finally {
      this.#asking.delete(question);
    }
  }

  #keep(person: PlatformId, group: string, name: string | undefined): void {
    if (this.#size >= MOST_REMEMBERED) {
      this.#known.clear();
      this.#size = 0;
    }
    const people = this.#known.get(group) ?? new Map<PlatformId, Remembered>();
    this.#known.set(group, people);
    if (!people.has(person)) this.#size += 1;
    people.set(person, { name, until: after(this.#parts.clock.now(), FRESH) });
  }
}
