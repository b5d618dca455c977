/** The part of a house that tells figures: leaderboards, measures (指标) and conditions (条件). */
import type {
  AskedMeasure,
  BoardInfo,
  Condition,
  ConditionRead,
  Figure,
  Health,
  Line,
  MeasureInfo,
  Member,
  MemberId,
  Present,
  Span,
  Standing,
  StandingRequest,
} from '#kit';
import type { Contexts } from '../contexts.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { Boards } from './boards.ts';
import { measuresAt, type OccasionMeasures } from './measures.ts';

export interface HouseParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: () => Contexts;
  readonly coreExports: readonly string[];
  /** How each bot account is connected. */
  readonly health: () => readonly Health[];
  /** How long a bot account's platform can wait for an answer. */
  readonly patienceOf: (account: string) => Span;
}

export class HouseFigures {
  protected readonly parts: HouseParts;
  protected readonly occasion: Occasion;
  protected readonly step: Step;

  constructor(parts: HouseParts, occasion: Occasion, step: Step) {
    this.parts = parts;
    this.occasion = occasion;
    this.step = step;
  }

  boards(): readonly BoardInfo[] {
    return this.#boards.list();
  }

  board(typed: string): BoardInfo | undefined {
    return this.#boards.called(typed);
  }

  async standing(request: StandingRequest): Promise<Standing> {
    return this.#boards.standing(request);
  }

  async boardOfToday(board: string, member: Member): Promise<Line | undefined> {
    return this.#boards.today(board, member);
  }

  measures(): readonly MeasureInfo[] {
    return this.#measures.all();
  }

  measure(typed: string): MeasureInfo | undefined {
    return this.#measures.called(typed);
  }

  figureOf(asked: AskedMeasure, member: MemberId): Promise<Figure> {
    return this.#measures.figureOf(asked, member);
  }

  readCondition(typed: string): ConditionRead {
    return this.#measures.read(typed);
  }

  whoFulfil(condition: Condition): Promise<readonly Present[]> {
    return this.#measures.whoFulfil(condition);
  }

  conditionLine(condition: Condition): Line {
    return this.#measures.inWords(condition);
  }

  unmet(condition: Condition, member: MemberId): Promise<readonly Line[]> {
    return this.#measures.unmet(condition, member);
  }

  get #boards(): Boards {
    return new Boards(this.parts, this.occasion, this.step);
  }

  get #measures(): OccasionMeasures {
    return measuresAt(this.parts, this.occasion, this.step);
  }
}
