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

type Sums = Map<string, Increment>;

export class Tally {
  readonly #commit: Sums = new Map();
  readonly #step: Sums = new Map();

  add(increment: Increment): void {
    addTo(this.#step, increment);
  }

  /** The step stands: its increments belong to the commit. */
  keepStep(): void {
    for (const increment of this.#step.values()) addTo(this.#commit, increment);
    this.#step.clear();
  }

  /** The step was undone. */
  dropStep(): void {
    this.#step.clear();
  }

  /** Writes what the commit adds up to. */
  flush(): void {
    for (const { by, write } of this.#commit.values()) write(by);
    this.#commit.clear();
  }

  /** The whole commit was undone. */
  drop(): void {
    this.#step.clear();
    this.#commit.clear();
  }
}

function addTo(sums: Sums, increment: Increment): void {
  const known = sums.get(increment.key);
  sums.set(increment.key, known ? { ...known, by: known.by + increment.by } : increment);
}
