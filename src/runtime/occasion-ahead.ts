/** What lies ahead of a group, as the features of one occasion see it. */
import {
  type AgendaItem,
  type AgendaSpan,
  type Ahead,
  addDays,
  type BestTime,
  localDay,
} from '#kit';
import { talkHours } from '../store/talk-hours.ts';
import { bestTime, LEARNT_FROM_DAYS } from './best-time.ts';
import type { Contexts } from './contexts.ts';
import type { Occasion, Step } from './occasion.ts';
import type { Registry } from './registry.ts';
import type { Settings } from './settings.ts';

export interface AheadParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: () => Contexts;
}

export class OccasionAhead implements Ahead {
  readonly #parts: AheadParts;
  readonly #occasion: Occasion;
  readonly #step: Step;

  constructor(parts: AheadParts, occasion: Occasion, step: Step) {
    this.#parts = parts;
    this.#occasion = occasion;
    this.#step = step;
  }

  /** Today, which is not over, does not count. */
  async bestTime(): Promise<BestTime> {
    const { group, community, at } = this.#occasion;
    const rules = this.#parts.settings.attention(community.id);
    if (!group) return bestTime([], rules);
    const today = localDay(at, community.calendar);
    const span = { from: addDays(today, -LEARNT_FROM_DAYS), to: addDays(today, -1) };
    const { connection } = this.#step.core;
    return bestTime(connection.all(talkHours, { group: group.id, ...span }), rules);
  }

  async agenda(span: AgendaSpan): Promise<readonly AgendaItem[]> {
    const { registry, settings, contexts } = this.#parts;
    const items: AgendaItem[] = [];
    for (const feature of registry.features) {
      if (!settings.isOn(this.#occasion.community.id, feature.name)) continue;
      const context = contexts().for(feature, this.#occasion, this.#step);
      items.push(...((await feature.agenda?.(context, span)) ?? []));
    }
    return items.sort((one, other) => one.at - other.at);
  }
}
