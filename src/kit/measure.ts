/**
 * Measures (指标): figures of each member that conditions ask for: streak, points, days in the group.
 * A feature offers its own; conditions of polls, lotteries and pushes are made of all of them.
 */
import type { AliasableExpression } from 'kysely';
import type { Totals } from './board.ts';
import type { Day } from './day.ts';
import type { CommunityId, MemberId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Given } from './sql.ts';

export interface MeasureSpan {
  readonly community: CommunityId;
  readonly at: Instant;
  /** The community's local day of `at`. */
  readonly today: Day;
  /** What the measure is asked about, where it takes something: a tag's name. */
  readonly about: string | null;
  /**
   * Nobody below this number is asked for, nor above `to`: a query that says so itself is as fast
   * for one member of a large community as it is for one of a small one.
   */
  readonly from: MemberId;
  readonly to: MemberId;
}

export interface Measure {
  /** One row per member that has the figure; whole numbers. */
  figures(given: Given<MeasureSpan>): AliasableExpression<Totals>;
  /** Of a member without a row: 0 unless said; `never` for times since something. */
  readonly without?: 0 | 'never';
  /** It is asked about something that stands behind its word: `标签=VIP`. */
  readonly isAbout?: boolean;
}

/** What a measure says of one member; `never` is longer ago than any number of days. */
export type Figure = number | 'never';

/** Which figure is asked for. */
export interface AskedMeasure {
  /** The key of a measure, e.g. `streak`. */
  readonly measure: string;
  readonly about?: string | undefined;
}

export interface MeasureInfo {
  readonly key: string;
  /** In the reader's language. */
  readonly title: string;
  readonly isAbout: boolean;
}
