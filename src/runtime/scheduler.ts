/**
 * The scheduler: what is due are rows, and one timer waits for the earliest. Rows are run inside
 * the pipeline's commit, before the event that comes after them, so set time and real time behave
 * alike and a restart neither loses nor doubles anything.
 */
import {
  type Clock,
  type Coming,
  type Feature,
  type Group,
  type Instant,
  instantOf,
  isPassing,
  type Log,
  type MinuteOfDay,
  minutes,
  nextDaily,
  spanBetween,
  type Timer,
  type Timers,
  type Zone,
} from '#kit';
import { addDue, HOUSE, nextDue, nextDueHere, removeDue } from '../store/due.ts';
import type { Core, Unit } from '../store/store.ts';
import type { CoreTables } from '../store/tables.ts';
import type { Contexts } from './contexts.ts';
import type { Step } from './occasion.ts';
import type { Registry } from './registry.ts';
import type { Settings } from './settings.ts';

export type DueRow = Omit<CoreTables['due_items'], 'id'> & { readonly id: number };

/** Something that the house itself does once each local day. */
export interface Chore {
  readonly name: string;
  readonly at: MinuteOfDay;
  readonly zone: Zone;
  run(core: Core, now: Instant): void;
}

/** Something that the house does for a group once its time has come. */
export interface Errand {
  run(at: ErrandTime, step: Step): Promise<void>;
}

export interface ErrandTime {
  readonly group: Group;
  /** Of the row; unique. */
  readonly key: string;
  /** What was kept for it, as parsed JSON. */
  readonly data: unknown;
  readonly now: Instant;
}

/** The clock is looked at so often: somebody may set it, and a machine that sleeps stops timers. */
const LONGEST_WAIT = minutes(10);

export interface SchedulerParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: Contexts;
  readonly chores: readonly Chore[];
  /** By the name that stands in the row. */
  readonly errands: ReadonlyMap<string, Errand>;
  /** Bot accounts that are not back yet: what is due in their groups waits. */
  readonly awaited: () => readonly string[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export class Scheduler {
  readonly #parts: SchedulerParts;
  #timer: Timer | undefined;
  /** The earliest due row, so that most events need no look at the table; undefined: not known. */
  #earliest: Instant | 'none' | undefined;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** Rows may have been added or undone: look again. */
  forget(): void {
    this.#earliest = undefined;
  }

  /** Something new is due at `at`. */
  note(at: Instant): void {
    if (this.#earliest === 'none' || (this.#earliest !== undefined && at < this.#earliest)) {
      this.#earliest = at;
    }
  }

  /** Plans the next run of each chore that has none. */
  async plant(unit: Unit, now: Instant): Promise<void> {
    await unit.step(now, async (_, core) => {
      for (const chore of this.#parts.chores) plan(core, chore, now);
    });
    this.forget();
  }

  /** Whether anything is due; costs nothing while the earliest row is known. */
  isDue(core: Core, now: Instant): boolean {
    const earliest = this.#look(core);
    return earliest !== 'none' && earliest <= now;
  }

  /** Runs everything due up to `now`, each in its own step, in order of time. */
  async runDue(unit: Unit, now: Instant): Promise<void> {
    for (;;) {
      const row = this.#next(unit.core, now);
      if (!row) return;
      await this.#runOne(unit, row, now);
      this.forget();
    }
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

  #next(core: Core, now: Instant): DueRow | undefined {
    if (!this.isDue(core, now)) return undefined;
    // What was earliest may have to wait by now.
    const row = this.#first(core);
    this.#earliest = row?.due_at ?? 'none';
    return row && row.due_at <= now ? row : undefined;
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

  /** A row that fails is given up loudly: repeating it for ever would block all that follow. */
  async #runOne(unit: Unit, row: DueRow, now: Instant): Promise<void> {
    // The house's own work belongs to the time at which it is done.
    const at = row.feature === HOUSE ? now : instantOf(Math.max(row.due_at, 0));
    try {
      await unit.step(at, async (tx, core) => {
        core.connection.run(removeDue, { id: row.id });
        if (row.feature === HOUSE) await this.#runForHouse(row, now, { tx, core });
        else await this.#runFeature(row, now, { tx, core });
      });
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#parts.log.error({ error, what: `${row.feature}.${row.what}` }, 'a due item failed');
      await unit.step(at, async (_, core) => {
        core.connection.run(removeDue, { id: row.id });
      });
    }
  }

  async #runForHouse(row: DueRow, now: Instant, step: Step): Promise<void> {
    const errand = this.#parts.errands.get(row.what);
    if (!errand || row.group_id === null) return this.#runChore(step.core, row, now);
    const group = await step.tx.people.group(row.group_id);
    const at = { key: row.key, data: JSON.parse(row.data), now: this.#timeOf(row, now) };
    if (group) await errand.run({ ...at, group }, step);
  }

  /** Set time runs ahead of what it brings; real time may be late, and then that is known. */
  #timeOf({ due_at: dueAt }: DueRow, now: Instant): Instant {
    return this.#parts.clock.isSet ? dueAt : instantOf(Math.max(dueAt, now));
  }

  #runChore(core: Core, row: DueRow, now: Instant): void {
    const chore = this.#parts.chores.find(({ name }) => name === row.what);
    if (!chore) return;
    // By the time it is, not by when it was due: after days off it must drop what is over by now.
    chore.run(core, now);
    // After a long sleep a daily chore runs once, not once for each day that was missed.
    plan(core, chore, now);
  }

  async #runFeature(
    row: DueRow,
    now: Instant,
    step: { tx: Coming['tx']; core: Core },
  ): Promise<void> {
    const feature = this.#parts.registry.feature(row.feature);
    const work = feature?.due?.[row.what];
    if (!feature || !work || row.community_id === null) return;
    const context = await this.#context(feature, { row, now }, step);
    if (context) await work.run(Object.assign(context, { data: JSON.parse(row.data) }));
  }

  async #context(
    feature: Feature,
    { row, now }: { row: DueRow; now: Instant },
    step: { tx: Coming['tx']; core: Core },
  ) {
    if (row.community_id === null) return undefined;
    const community = this.#parts.settings.community(row.community_id);
    const group = row.group_id === null ? undefined : await step.tx.people.group(row.group_id);
    const occasion = {
      at: row.due_at,
      now: this.#timeOf(row, now),
      key: row.key,
      platform: group?.platform ?? '',
      community,
      group,
      language: community.language,
      isUnasked: feature.due?.[row.what]?.isAnswer !== true,
    };
    return this.#parts.contexts.for(feature, occasion, step);
  }
}

function plan({ connection }: Core, { name, at, zone }: Chore, now: Instant): void {
  const dueAt = nextDaily(now, at, zone);
  connection.run(addDue, {
    dueAt,
    feature: HOUSE,
    what: name,
    kind: 'item',
    key: `${HOUSE}:${name}`,
    community: null,
    group: null,
    data: 'null',
  });
}
