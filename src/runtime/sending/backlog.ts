/**
 * What waits in the outbox for one bot account, kept in memory without its texts, so that a look at
 * it costs nothing and a long wait of one group does not slow the others. The table is the truth:
 * whatever changes there in another way than by being added or sent makes it {@link forget}.
 */
import { type Clock, type Instant, instantOf, type Span } from '#kit';
import { isAnyHeld } from '../../store/holds.ts';
import { planned } from '../../store/outbox.ts';
import type { Statements } from '../../store/sqlite.ts';

/** Rows read at once. */
const PAGE = 512;

export interface Waiting {
  readonly id: number;
  readonly lane: string;
  readonly at: Instant;
  readonly expires_at: Instant;
  readonly not_before: Instant;
  readonly attempts: number;
  /** The push that it carries. */
  readonly push_id: number | null;
}

/**
 * When it is sent, or ends: set time runs ahead of sending, and the first attempt is made at the
 * moment of saying.
 */
export function momentOf({ at, attempts }: Waiting, clock: Clock): Instant {
  return clock.isSet && attempts === 0 ? at : clock.now();
}

/** What waits for one group or person, in the order in which it was said. */
export interface Lane {
  readonly name: string;
  readonly rows: Waiting[];
  /** Nothing of it may leave before; the beginning of time when that is not known. */
  from: Instant;
}

const AT_ONCE = instantOf(0);

export class Backlog {
  readonly #account: string;
  readonly #lanes = new Map<string, Lane>();
  /** Up to here the table was read; undefined: not at all. */
  #readTo: number | undefined;
  #mayBeHeld = false;

  constructor(account: string) {
    this.#account = account;
  }

  /** Reads all of it anew at the next {@link look}. */
  forget(): void {
    this.#lanes.clear();
    this.#readTo = undefined;
  }

  get isEmpty(): boolean {
    return this.#readTo !== undefined && this.#lanes.size === 0;
  }

  /** Whether somebody has stopped anything that this account sends. */
  get mayBeHeld(): boolean {
    return this.#mayBeHeld;
  }

  get lanes(): Iterable<Lane> {
    return this.#lanes.values();
  }

  has(lane: string): boolean {
    return this.#lanes.has(lane);
  }

  /** Takes in what was planned since the last look, in the transaction that is open. */
  look(connection: Statements): void {
    if (this.#readTo === undefined) this.#mayBeHeld = isAnyHeld(connection, this.#account);
    let isOver = false;
    while (!isOver) {
      const after: number = this.#readTo ?? 0;
      const page = connection.all(planned, { bot: this.#account, after, limit: PAGE });
      for (const row of page) this.#laneOf(row.lane).rows.push(row);
      this.#readTo = page.at(-1)?.id ?? after;
      isOver = page.length < PAGE;
    }
  }

  /** The clock was set back: what had to wait has to wait no longer than before. */
  setBack(by: Span): void {
    for (const lane of this.#lanes.values()) {
      lane.from = AT_ONCE;
      for (const [index, row] of lane.rows.entries()) {
        lane.rows[index] = { ...row, not_before: instantOf(row.not_before - by) };
      }
    }
  }

  /** It leaves, or there is nothing to send any more. */
  remove({ id, lane }: Waiting): void {
    const rows = this.#lanes.get(lane)?.rows;
    const at = rows?.findIndex((row) => row.id === id) ?? -1;
    if (at >= 0) rows?.splice(at, 1);
    if (rows?.length === 0) this.#lanes.delete(lane);
  }

  /** It was not accepted and waits again, before what was said after it; only after a look. */
  putBack(row: Waiting): void {
    const lane = this.#laneOf(row.lane);
    const behind = lane.rows.findIndex(({ id }) => id > row.id);
    lane.rows.splice(behind < 0 ? lane.rows.length : behind, 0, row);
    lane.from = AT_ONCE;
    // Those before it were read; without this it would be read a second time.
    this.#readTo = Math.max(this.#readTo ?? 0, row.id);
  }

  #laneOf(name: string): Lane {
    const lane = this.#lanes.get(name) ?? { name, rows: [], from: AT_ONCE };
    this.#lanes.set(name, lane);
    return lane;
  }
}
