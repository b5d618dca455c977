/**
 * Jobs: work outside the database (files, pictures) that a commit has asked for. A job is a row
 * until its result is committed, so a crash in the middle only means that it is done again.
 */

import {
  type Clock,
  type Context,
  type FairDraws,
  type Feature,
  type FileRoom,
  type Instant,
  isPassing,
  type Log,
  type Reader,
  type Timers,
  type Working,
} from '#kit';
import { HOUSE, nextDue, removeDue } from '../store/due.ts';
import type { Statements } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { Contexts } from './contexts.ts';
import type { DueRow } from './due-work.ts';
import { houseJobs } from './house/house-jobs.ts';
import { type Leaves, noting, planRemovals } from './house/leftovers.ts';
import { measured } from './house/measures.ts';
import type { AccountOfPerson } from './links/bot-accounts.ts';
import type { Step } from './occasion.ts';
import type { Registry } from './registry.ts';
import type { Settings } from './settings/settings.ts';

export interface JobParts {
  readonly store: Store;
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: Contexts;
  readonly personalData: Working['personalData'];
  readonly files: FileRoom;
  readonly draws: FairDraws;
  readonly fetch: Working['fetch'];
  /** Has the bots forget a person. Does not fail. */
  readonly forget: (accounts: readonly AccountOfPerson[]) => Promise<void>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Sends what the job's result has said, and waits for what it has planned. */
  readonly followUp: () => Promise<void>;
}

/** A job that is being done. */
interface Begun {
  readonly row: DueRow;
  /** The files that it has written. */
  readonly leaves: Leaves;
  /** Its row was removed; another may bear the same number since then. */
  isRemoved: boolean;
}

export class Jobs {
  readonly #parts: JobParts;
  #running: Promise<void> | undefined;
  #isWanted = false;
  /** When the next one is due; at first anything may be left of an earlier run. */
  #earliest = Number.NEGATIVE_INFINITY;
  #isAskedAgain = false;

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** A job was planned. */
  note(): void {
    this.#isWanted = true;
  }

  /** Whether a job comes before what happens at `now`; set time must wait for it. */
  isDueBy(now: Instant): boolean {
    return this.#isWanted || this.#earliest <= now;
  }

  /** Whether there is anything to {@link start}, seen from inside a transaction. */
  isDue(connection: Statements, now: Instant): boolean {
    if (this.#isWanted) return true;
    const row = connection.get(nextDue, { kind: 'job' });
    this.#earliest = row ? row.due_at : Number.POSITIVE_INFINITY;
    return this.#earliest <= this.#whereIs(now);
  }

  /**
   * Begins what waits; resolves when all of it is done.
   * @param now where set time stands; real time goes on meanwhile
   * @throws Fault when the disk refuses; the job is still there and is begun anew by the next call
   */
  start(now: Instant): Promise<void> {
    this.#isWanted = false;
    // Not known while it fails, or set time would wait for ever.
    this.#earliest = Number.POSITIVE_INFINITY;
    this.#isAskedAgain = true;
    this.#running ??= this.#run(now);
    return this.#running;
  }

  /** Waits for what is begun, however it ends. */
  async idle(): Promise<void> {
    await this.#running?.catch(() => undefined);
  }

  async #run(now: Instant): Promise<void> {
    try {
      while (this.#isAskedAgain) {
        this.#isAskedAgain = false;
        await this.#runAll(now);
      }
    } finally {
      this.#running = undefined;
    }
  }

  async #runAll(now: Instant): Promise<void> {
    for (;;) {
      const row = await this.#next(this.#whereIs(now));
      if (!row) return;
      await this.#runOne(row);
      await this.#parts.followUp();
    }
  }

  async #next(now: Instant): Promise<DueRow | undefined> {
    const row = await this.#parts.store.reader.get(nextDue, { kind: 'job' });
    if (row && row.due_at <= now) return row;
    this.#earliest = row ? row.due_at : Number.POSITIVE_INFINITY;
    return undefined;
  }

  #whereIs(setTime: Instant): Instant {
    const { clock } = this.#parts;
    return clock.isSet ? setTime : clock.now();
  }

  /** Set time may have run ahead; a job belongs to the moment for which it was asked. */
  #timeOf({ due_at }: DueRow): Instant {
    const { clock } = this.#parts;
    return clock.isSet ? due_at : clock.now();
  }

  async #runOne(row: DueRow): Promise<void> {
    const begun: Begun = { row, leaves: new Map(), isRemoved: false };
    try {
      await this.#work(begun);
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#parts.log.error({ error, what: `${row.feature}.${row.what}` }, 'a job failed');
    }
    await this.#finish(begun, async () => undefined);
  }

  async #work(begun: Begun): Promise<void> {
    const { row } = begun;
    if (row.feature === HOUSE) return this.#workForHouse(begun);
    const feature = this.#parts.registry.feature(row.feature);
    const job = feature?.jobs?.[row.what];
    if (!feature || !job || row.community_id === null) return;
    await job.run(this.#working(feature, { begun, community: row.community_id }));
  }

  async #workForHouse(begun: Begun): Promise<void> {
    const { what, data } = begun.row;
    const finish = (then: (step: Step) => Promise<void>) => this.#finish(begun, then);
    const job = houseJobs.get(what);
    const { files, forget } = this.#parts;
    await job?.run(JSON.parse(data), { files, forget, finish });
  }

  #working(
    feature: Feature,
    { begun, community: id }: { begun: Begun; community: Context['community']['id'] },
  ): Working {
    const { row, leaves } = begun;
    const { store, settings, personalData, draws, timers } = this.#parts;
    const reader: Reader = store.reader;
    return {
      now: this.#timeOf(row),
      data: JSON.parse(row.data),
      community: settings.community(id),
      reader,
      files: noting(this.#parts.files, leaves),
      draws,
      breathe: () => timers.breathe(),
      personalData,
      fetch: this.#parts.fetch,
      settings: settings.of(id, feature),
      figures: (asked, members) =>
        measured(
          this.#parts.registry,
          { community: settings.community(id), at: this.#timeOf(row), reader },
          { ...asked, members },
        ),
      save: (then) =>
        store.write(this.#timeOf(row), async (tx, core) => {
          await then(await this.#contextOf(feature, { row, community: id }, { tx, core }));
        }),
      finish: (then) =>
        this.#finish(begun, async (step) => {
          await then(await this.#contextOf(feature, { row, community: id }, step));
        }),
    };
  }

  async #contextOf(
    feature: Feature,
    { row, community: id }: { row: DueRow; community: Context['community']['id'] },
    step: Step,
  ): Promise<Context> {
    const community = this.#parts.settings.community(id);
    const group = row.group_id === null ? undefined : await step.tx.people.group(row.group_id);
    const now = this.#timeOf(row);
    const occasion = {
      at: now,
      now,
      key: row.key,
      platform: group?.platform ?? '',
      community,
      group,
      language: community.language,
      isUnasked: feature.jobs?.[row.what]?.isAnswer !== true,
    };
    return this.#parts.contexts.for(feature, occasion, step);
  }

  async #finish(begun: Begun, then: (step: Step) => Promise<void>): Promise<void> {
    const { row, leaves, isRemoved } = begun;
    const now = this.#timeOf(row);
    await this.#parts.store.write(now, async (tx, core) => {
      if (!isRemoved) core.connection.run(removeDue, { id: row.id });
      planRemovals(core.connection, { leaves, now });
      await then({ tx, core });
    });
    begun.isRemoved = true;
  }
}
