/**
 * Jobs: work outside the database (files, pictures) that a commit has asked for. A job is a row until
 * its result is committed, so a crash in the middle only means that it is done again.
 */
import type { Clock, Context, Feature, FileRoom, Reader, Working } from '#kit';
import { nextDue, removeDue } from '../store/due.ts';
import type { Store } from '../store/store.ts';
import type { Contexts, Step } from './contexts.ts';
import { fileToRemove, noting, planRemovals } from './leftovers.ts';
import type { Log } from './log.ts';
import type { Registry } from './registry.ts';
import type { DueRow } from './scheduler.ts';
import type { Settings } from './settings.ts';

export interface JobParts {
  readonly store: Store;
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: Contexts;
  readonly personalData: Working['personalData'];
  readonly files: FileRoom;
  readonly clock: Clock;
  readonly log: Log;
  /** Sends what the job's result has said. */
  readonly drain: () => Promise<void>;
}

/** A job that is being done. */
interface Begun {
  readonly row: DueRow;
  /** Names of the files that it has written. */
  readonly leaves: Set<string>;
}

export class Jobs {
  readonly #parts: JobParts;
  #running: Promise<void> | undefined;

  constructor(parts: JobParts) {
    this.#parts = parts;
  }

  /** Begins what waits. With a set clock it resolves when all is done: time stands still for it. */
  async start(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    if (this.#parts.clock.isSet) await this.#running;
  }

  /** Waits for what is begun. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    for (;;) {
      const row = await this.#next();
      if (!row) return;
      await this.#runOne(row);
      await this.#parts.drain();
    }
  }

  async #next(): Promise<DueRow | undefined> {
    const row = await this.#parts.store.reader.get(nextDue, { kind: 'job' });
    return row && row.due_at <= this.#parts.clock.now() ? row : undefined;
  }

  async #runOne(row: DueRow): Promise<void> {
    const begun: Begun = { row, leaves: new Set() };
    try {
      await this.#work(begun);
    } catch (error) {
      this.#parts.log.error({ error, what: `${row.feature}.${row.what}` }, 'a job failed');
    }
    await this.#finish(begun, async () => undefined);
  }

  async #work({ row, leaves }: Begun): Promise<void> {
    const file = fileToRemove(row);
    if (file !== undefined) return this.#parts.files.remove(file);
    const feature = this.#parts.registry.feature(row.feature);
    const job = feature?.jobs?.[row.what];
    if (!feature || !job || row.community_id === null) return;
    await job.run(this.#working(feature, { row, community: row.community_id, leaves }));
  }

  #working(
    feature: Feature,
    { community: id, ...begun }: Begun & { community: Context['community']['id'] },
  ): Working {
    const { row, leaves } = begun;
    const { store, settings, personalData } = this.#parts;
    const reader: Reader = store.reader;
    return {
      data: JSON.parse(row.data),
      reader,
      files: noting(this.#parts.files, leaves),
      personalData,
      settings: settings.of(id, feature),
      finish: (then) =>
        this.#finish(begun, async (step) => {
          const community = settings.community(id);
          const group =
            row.group_id === null ? undefined : await step.tx.people.group(row.group_id);
          const now = this.#parts.clock.now();
          const occasion = {
            at: now,
            now,
            key: row.key,
            platform: group?.platform ?? '',
            community,
            group,
            language: community.language,
          };
          await then(this.#parts.contexts.for(feature, occasion, step));
        }),
    };
  }

  #finish({ row, leaves }: Begun, then: (step: Step) => Promise<void>): Promise<void> {
    const now = this.#parts.clock.now();
    return this.#parts.store.write(now, async (tx, core) => {
      core.connection.run(removeDue, { id: row.id });
      planRemovals(core.connection, { names: leaves, now });
      await then({ tx, core });
    });
  }
}
