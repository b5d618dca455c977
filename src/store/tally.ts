/**
 * Counters that most steps of a commit move (the hour's messages, the treasury) are summed up here
 * and written once, right before the commit. A step that fails takes its share back. Whoever
 * reads such a counter in a step adds what is pending: the table is as before the commit.
 */
export interface Increment {
  /** Which counter. */
  readonly key: string;
  readonly by: number;
  /** Moves the counter in the database. */
  write(by: number): void;
}

interface Sum {
  by: number;
  readonly write: Increment['write'];
}

export class Tally {
  readonly #commit = new Map<string, Sum>();
  #step: Increment[] = [];

  add(increment: Increment): void {
    this.#step.push(increment);
  }

  /** What was added to a counter and is not written yet. */
  pending(key: string): number {
    const ofStep = this.#step.filter((one) => one.key === key);
    return ofStep.reduce((sum, { by }) => sum + by, this.#commit.get(key)?.by ?? 0);
  }

  /** The step stands: its increments belong to the commit. */
  keepStep(): void {
    for (const { key, by, write } of this.#step) {
      const sum = this.#commit.get(key);
      if (sum) sum.by += by;
      else this.#commit.set(key, { by, write });
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
