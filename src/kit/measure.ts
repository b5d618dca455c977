/**
 * Measures (指标): figures of each member that conditions ask for: streak, points, days in the group.
 * A feature offers its own; conditions of polls, lotteries and pushes are made of all of them.
 */
import type { AliasableExpression } from 'kysely';
import type { Totals } from './board.ts';
import type { Day } from './day.ts';
import type { CommunityId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Given } from './sql.ts';

export interface MeasureSpan {
  readonly community: CommunityId;
  readonly at: Instant;
  /** The community's local day of `at`. */
  readonly today: Day;
  /** What the measure is asked about, where it takes something: a tag's name. */
  readonly about: string | null;
}

export interface Measure {
  /** One row per member that has the figure; whole numbers. */
  figures(given: Given<MeasureSpan>): AliasableExpression<Totals>;
  /** Of a member without a row: 0 unless said; `never` for times since something. */
  readonly without?: 0 | 'never';
  /** It is asked about something that stands behind its word: `标签=VIP`. */
  readonly isAbout?: boolean;
}
