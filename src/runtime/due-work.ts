/** Does what is due: of a feature, as an errand of the house for a group, or as a daily chore. */
import {
  type Clock,
  type Community,
  type Feature,
  type Group,
  type Instant,
  instantOf,
  type MinuteOfDay,
  nextDaily,
  type Zone,
} from '#kit';
import { addDue, HOUSE, removeDue, takeDue } from '../store/due.ts';
import type { Core } from '../store/store.ts';
import type { CoreTables } from '../store/tables.ts';
import type { Contexts } from './contexts.ts';
import type { Step } from './occasion.ts';
import type { Registry } from './registry.ts';
import type { Settings } from './settings/settings.ts';

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
  /** It has failed and is not done again: what is left of it is put in order. */
  giveUp?(at: ErrandTime, step: Step): void;
}

export interface ErrandTime {
  readonly group: Group;
  /** Of the row; unique. */
  readonly key: string;
  /** What was kept for it, as parsed JSON. */
  readonly data: unknown;
  readonly now: Instant;
}

export interface DueWorkParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: Contexts;
  readonly chores: readonly Chore[];
  /** By the name that stands in the row. */
  readonly errands: ReadonlyMap<string, Errand>;
  readonly clock: Clock;
}

export class DueWork {
  readonly #parts: DueWorkParts;

  constructor(parts: DueWorkParts) {
    this.#parts = parts;
  }

  /** Plans the next run of each chore that has none. */
  plant(core: Core, now: Instant): void {
    for (const chore of this.#parts.chores) plan(core, chore, now);
  }

  /** Takes a row away and does what it asks for, unless it was taken away or moved since. */
  async run({ id, due_at: dueAt }: DueRow, now: Instant, step: Step): Promise<void> {
    const [row] = step.core.connection.all(takeDue, { id, dueAt });
    if (!row) return;
    if (row.feature === HOUSE) await this.#runForHouse(row, now, step);
    else await this.#runFeature(row, now, step);
  }

  /** It has failed: it is taken away for good. */
  async giveUp(row: DueRow, now: Instant, step: Step): Promise<void> {
    step.core.connection.run(removeDue, { id: row.id });
    const errand = row.feature === HOUSE ? this.#parts.errands.get(row.what) : undefined;
    const at = errand?.giveUp && (await this.#errandTime(row, now, step));
    if (at) errand.giveUp?.(at, step);
  }

  async #runForHouse(row: DueRow, now: Instant, step: Step): Promise<void> {
    const errand = this.#parts.errands.get(row.what);
    if (!errand || row.group_id === null) return this.#runChore(step.core, row, now);
    const at = await this.#errandTime(row, now, step);
    if (at) await errand.run(at, step);
  }

  async #errandTime(row: DueRow, now: Instant, { tx }: Step): Promise<ErrandTime | undefined> {
    const group = row.group_id === null ? undefined : await tx.people.group(row.group_id);
    const at = { key: row.key, data: JSON.parse(row.data), now: this.#timeOf(row, now) };
    return group && { ...at, group };
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

  async #runFeature(row: DueRow, now: Instant, step: Step): Promise<void> {
    const feature = this.#parts.registry.feature(row.feature);
    const work = feature?.due?.[row.what];
    if (!feature || !work || row.community_id === null) return;
    const community = this.#parts.settings.community(row.community_id);
    const context = await this.#context(feature, { row, community, now }, step);
    await work.run(Object.assign(context, { data: JSON.parse(row.data) }));
  }

  async #context(
    feature: Feature,
    { row, community, now }: { row: DueRow; community: Community; now: Instant },
    step: Step,
  ) {
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

/** The house's own work belongs to the time at which it is done. */
export function timeOfWork({ feature, due_at: dueAt }: DueRow, now: Instant): Instant {
  return feature === HOUSE ? now : instantOf(Math.max(dueAt, 0));
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
