/**
 * Counters that most steps of a commit move (the hour's messages, the treasury) are summed up here
 * and written once, right before the commit. A step that fails takes its share back. Nothing in a
 * step may read these counters: it would see them as they were before the commit.
 */
export interface Increment {
  /** Which counter. */
  readonly key: string;
  readonly by: number;
  /** Moves the counter in the database. */
  write(by: number): void;
}

export class Tally {
  readonly #commit = new Map<string, Increment>();
  #step: Increment[] = [];

  add(increment: Increment): void {
    this.#step.push(increment);
  }

  /** The step stands: its increments belong to the commit. */
  keepStep(): void {
    for (const increment of this.#step) {
      const known = this.#commit.get(increment.key);
      const by = (known?.by ?? 0) + increment.by;
      this.#commit.set(increment.key, { ...increment, by });
    }
    this.dropStep();
  }

  /** The step was undone. */
  dropStep(): void {
    if (this.#step.length > 0) this.#step = [];
  }

  /** Writes what the commit adds up to. */
  flush(): void {
    for (const { by, write } of this.#commit.values()) write(by);
    this.#commit.clear();
  }

  /** The whole commit was undone. */
  drop(): void {
    this.dropStep();
    this.#commit.clear();
  }
}
