/**
 * Talk that was lost. A gateway tells nothing again, so that groups in which people were talking
 * when the line broke must be told to say it once more; the others need not know.
 */
import {
  type Gap,
  type Instant,
  type LastHeardKeeper,
  minutes,
  type PlatformId,
  seconds,
  spanBetween,
} from '#kit';

/** A shorter break is told to nobody: hardly anything can have been lost. */
const SHORTEST = seconds(30);
/** Groups that were silent for so long before the break have missed nothing. */
const TALKING = minutes(10);
/** The same text in many groups is what gets accounts limited. */
const MOST_GROUPS = 5;
/** What was heard is written down so often, and when a connection ends. */
const KEEPING = minutes(1);

export class Gaps {
  /** When each group was heard last; the latest stand at the end. */
  readonly #groups = new Map<PlatformId, Instant>();
  readonly #last: LastHeardKeeper | undefined;
  #heardAt: Instant | undefined;
  #keptAt: Instant | undefined;
  #self: PlatformId | undefined;

  /** @param last absent where nothing may be written down, as in an examination */
  constructor(last?: LastHeardKeeper) {
    this.#last = last;
  }

  /** Somebody is logged in: should the program have started anew, it was away since then. */
  resume(self: PlatformId): void {
    this.#self = self;
    const before = this.#heardAt === undefined ? this.#last?.read(self) : undefined;
    if (!before) return;
    for (const [group, at] of before.groups) this.#groups.set(group, at);
    this.#heardAt = before.at;
  }

  /** The gateway was heard, in a group or not. */
  note(now: Instant, group?: PlatformId): void {
    this.#heardAt = now;
    if (group !== undefined) {
      this.#groups.delete(group);
      this.#groups.set(group, now);
    }
    if (this.#keptAt === undefined || spanBetween(this.#keptAt, now) >= KEEPING) this.keep();
  }

  /** Writes down what is known: the program may end. */
  keep(): void {
    if (this.#heardAt === undefined || this.#self === undefined) return;
    this.#keptAt = this.#heardAt;
    const groups = this.#talkingAt(this.#heardAt);
    this.#last?.write({ self: this.#self, at: this.#heardAt, groups });
  }

  /** What was lost until now; asked when the line is there again, before it is heard. */
  until(now: Instant): Gap | undefined {
    const from = this.#heardAt;
    if (from === undefined || spanBetween(from, now) < SHORTEST) return undefined;
    const groups = this.#talkingAt(from).map(([group]) => group);
    this.#groups.clear();
    return groups.length === 0 ? undefined : { groups, from, to: now };
  }

  #talkingAt(from: Instant): readonly (readonly [PlatformId, Instant])[] {
    const talking = [...this.#groups].filter(([, at]) => spanBetween(at, from) <= TALKING);
    return talking.slice(-MOST_GROUPS);
  }
}
