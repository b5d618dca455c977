/** What lies ahead of a group, as the features of one occasion see it. */
import {
  type AgendaItem,
  type AgendaSpan,
  type Ahead,
  addDays,
  type BestTime,
  type Context,
  type Feature,
  type Line,
  localDay,
  type Recurring,
} from '#kit';
import { talkHours } from '../../store/talk-hours.ts';
import type { Contexts } from '../contexts.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { bestTime, LEARNT_FROM_DAYS } from './best-time.ts';
import { outlookOf } from './outlook.ts';

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
    const items: AgendaItem[] = [];
    for (const feature of this.#featuresOn()) {
      items.push(...((await feature.agenda?.(this.#contextOf(feature), span)) ?? []));
    }
    return items.sort((one, other) => one.at - other.at);
  }

  async outlook(recurring: Recurring): Promise<Line> {
    const scene = { parts: this.#parts, occasion: this.#occasion, step: this.#step };
    return outlookOf(scene, recurring);
  }

  async reminders(): Promise<readonly Line[]> {
    const found: Line[] = [];
    for (const feature of this.#featuresOn()) {
      found.push(...((await feature.reminders?.(this.#contextOf(feature))) ?? []));
    }
    return found;
  }

  #featuresOn(): readonly Feature[] {
    const { registry, settings } = this.#parts;
    const { id } = this.#occasion.community;
    return registry.features.filter(({ name }) => settings.isOn(id, name));
  }

  #contextOf(feature: Feature): Context {
    return this.#parts.contexts().for(feature, this.#occasion, this.#step);
  }
}
