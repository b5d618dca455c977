/** The leaderboards (排行榜) of the features that are on, for one occasion. */
import {
  type BoardInfo,
  daysOf,
  type Line,
  localDay,
  type Member,
  type Standing,
  type StandingRequest,
} from '#kit';
import { standing } from '../../store/standing.ts';
import type { Contexts } from '../contexts.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { KnownBoard, Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';

export interface BoardParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: () => Contexts;
}

export class Boards {
  readonly #parts: BoardParts;
  readonly #occasion: Occasion;
  readonly #step: Step;

  constructor(parts: BoardParts, occasion: Occasion, step: Step) {
    this.#parts = parts;
    this.#occasion = occasion;
    this.#step = step;
  }

  /** Those that are on, in the order of the features. */
  list(): readonly BoardInfo[] {
    return this.#on().map((known) => this.#infoOf(known));
  }

  /** The one that somebody means, on or off. */
  called(typed: string): BoardInfo | undefined {
    const known = this.#parts.registry.boardCalled(typed);
    return known && this.#infoOf(known);
  }

  async standing({ board, period, limit, around }: StandingRequest): Promise<Standing> {
    const { community, at } = this.#occasion;
    const found = this.#find(board)?.board;
    if (!found) return { top: [], near: [], isApart: false, count: 0 };
    const span = daysOf(period, localDay(at, community.calendar));
    const request = { board: found, community: community.id, span, limit, around };
    return standing(this.#step.core.connection, request);
  }

  /** What a feature shows of today in place of sums; undefined when it has nothing of the kind. */
  async today(board: string, member: Member): Promise<Line | undefined> {
    const feature = this.#find(board)?.feature;
    if (!feature) return undefined;
    const context = this.#parts.contexts().for(feature, this.#occasion, this.#step);
    return feature.boardOfToday?.(context, member);
  }

  #find(board: string): KnownBoard | undefined {
    return this.#on().find(({ key }) => key === board);
  }

  #on(): readonly KnownBoard[] {
    const { registry, settings } = this.#parts;
    const { id } = this.#occasion.community;
    return registry.boards().filter(({ feature }) => settings.isOn(id, feature.name));
  }

  #infoOf({ feature, key }: KnownBoard): BoardInfo {
    const [title = key] = feature.phrases[this.#occasion.language].boards?.[key] ?? [];
    return { key, title };
  }
}
