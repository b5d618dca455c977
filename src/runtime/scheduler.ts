/**
 * The scheduler: what is due are rows, and one timer waits for the earliest. Rows are run inside
 * the pipeline's commit, before the event that comes after them, so set time and real time behave
 * alike and a restart neither loses nor doubles anything.
 */
import {
  type Instant,
  isPassing,
  type Log,
  milliseconds,
  minutes,
  spanBetween,
  type Timer,
  type Timers,
} from '#kit';
import { dueBy, dueHereBy, nextDue, nextDueHere } from '../store/due.ts';
import type { Core, Unit } from '../store/store.ts';
import { type DueRow, DueWork, type DueWorkParts, timeOfWork } from './due-work.ts';

/** The clock is looked at so often: somebody may set it, and a machine that sleeps stops timers. */
const LONGEST_WAIT = minutes(10);
/** So many rows are read, and share a savepoint, at once. */
const PAGE = 32;
/** After so long a commit takes no more: others wait, and what was done first is to leave. */
const LONGEST_WORK = milliseconds(15);

export interface SchedulerParts extends DueWorkParts {
  /** Bot accounts that are not back yet: what is due in their groups waits. */
  readonly awaited: () => readonly string[];
  readonly timers: Timers;
  readonly log: Log;
}

export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #work: DueWork;
  #timer: Timer | undefined;
  /** The earliest due row, so that most events need no look at the table; undefined: not known. */
  #earliest: Instant | 'none' | undefined;
  /** The earliest of what was planned since rows were read. */
  #noted: Instant | undefined;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#work = new DueWork(parts);
  }

  /** Rows may have been added or undone: look again. */
  forget(): void {
    this.#earliest = undefined;
  }

  /** Something new is due at `at`. */
  note(at: Instant): void {
    if (this.#noted === undefined || at < this.#noted) this.#noted = at;
    if (this.#earliest === 'none' || (this.#earliest !== undefined && at < this.#earliest)) {
      this.#earliest = at;
    }
  }

  /** Plans the next run of each chore that has none. */
  async plant(unit: Unit, now: Instant): Promise<void> {
    await unit.step(now, async (_, core) => this.#work.plant(core, now));
    this.forget();
  }

  /** Whether anything is due; costs nothing while the earliest row is known. */
  isDue(core: Core, now: Instant): boolean {
    const earliest = this.#look(core);
    return earliest !== 'none' && earliest <= now;
  }

  /**
   * Runs what is due up to `now`, in order of time.
   * @returns false when it has taken long, and there is more: for a commit of its own. By a set
   * clock all of it belongs to one
   */
  async runDue(unit: Unit, now: Instant): Promise<boolean> {
    const { clock } = this.#parts;
    const began = clock.now();
    while (this.isDue(unit.core, now)) {
      if (!clock.isSet && clock.now() - began >= LONGEST_WORK) return false;
      const page = this.#page(unit.core, now);
      this.#noted = undefined;
      const isDone = page.length > 1 && (await this.#runTogether(unit, page, now));
      if (!isDone) await this.#runApart(unit, page, now);
      // Also where nothing is due: what was earliest may have to wait by now.
      this.forget();
    }
    return true;
  }

  /** Sets the one timer to the earliest row that {@link runDue} has seen in its last commit. */
  arm(wake: () => void): void {
    const earliest = this.#earliest;
    // Not known: a commit has failed since, so nothing new is planned, and the timer may stay.
    if (earliest === undefined) return;
    this.#timer?.cancel();
    if (earliest === 'none') return;
    const { clock, timers } = this.#parts;
    const wait = spanBetween(clock.now(), earliest);
    this.#timer =
      wait > LONGEST_WAIT
        ? timers.after(LONGEST_WAIT, () => this.arm(wake))
        : timers.after(wait, wake);
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #page({ connection }: Core, now: Instant): readonly DueRow[] {
    const awaited = this.#parts.awaited();
    if (awaited.length === 0) return connection.all(dueBy, { now, limit: PAGE });
    return connection.all(dueHereBy, { now, limit: PAGE, accounts: JSON.stringify(awaited) });
  }

  #look(core: Core): Instant | 'none' {
    this.#earliest ??= this.#first(core)?.due_at ?? 'none';
    return this.#earliest;
  }

  #first({ connection }: Core): DueRow | undefined {
    const awaited = this.#parts.awaited();
    if (awaited.length === 0) return connection.get(nextDue, { kind: 'item' });
    return connection.get(nextDueHere, { accounts: JSON.stringify(awaited) });
  }

  /**
   * Rows hardly ever fail, so they share a savepoint; if one does after all, each is done anew by
   * itself. @returns whether nothing failed
   */
  async #runTogether(unit: Unit, rows: readonly DueRow[], now: Instant): Promise<boolean> {
    try {
      await unit.span(async (step) => {
        for (const row of rows) {
          if (this.#isOvertaken(row)) return;
          await step(timeOfWork(row, now), (tx, core) => this.#work.run(row, now, { tx, core }));
        }
      });
      return true;
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#noted = undefined;
      return false;
    }
  }

  /** A row that fails is given up loudly: repeating it for ever would block all that follow. */
  async #runApart(unit: Unit, rows: readonly DueRow[], now: Instant): Promise<void> {
    for (const row of rows) {
      if (this.#isOvertaken(row)) return;
      const at = timeOfWork(row, now);
      try {
        await unit.step(at, (tx, core) => this.#work.run(row, now, { tx, core }));
      } catch (error) {
        if (isPassing(error)) throw error;
        this.#parts.log.error({ error, what: `${row.feature}.${row.what}` }, 'a due item failed');
        await unit.step(at, (tx, core) => this.#work.giveUp(row, now, { tx, core }));
      }
    }
  }

  /** What was read before it has planned something that comes before it. */
  #isOvertaken({ due_at: dueAt }: DueRow): boolean {
    return this.#noted !== undefined && this.#noted < dueAt;
  }
}
