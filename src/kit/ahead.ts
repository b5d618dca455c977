/** What lies ahead of a group (往后): when it is best spoken to, and what is due. */
import type { MinuteOfDay } from './day.ts';
import type { Instant } from './instant.ts';
import type { Line } from './phrases.ts';

/** When a group reacts most (最佳时段). */
export interface BestTime {
  /** By the community's clock. */
  readonly minute: MinuteOfDay;
  /** It comes from the group's own history; otherwise there is too little of it. */
  readonly isLearnt: boolean;
}

/** Something that is due in a group: a poll ends, a push is said. */
export interface AgendaItem {
  readonly at: Instant;
  /** What, in the reader's language, without the time. */
  readonly line: Line;
}

/** Both ends belong to it. */
export interface AgendaSpan {
  readonly from: Instant;
  readonly until: Instant;
}

/** As the features of one occasion see it. */
export interface Ahead {
  /**
   * When the group of the occasion reacts most: the hour between 9 and 22 with the most messages
   * of the last 28 days; 20:00 while it has talked on fewer than 7 of them, or without a group.
   */
  bestTime(): Promise<BestTime>;
  /** What all features that are on have due in the group of the occasion, in the order of time. */
  agenda(span: AgendaSpan): Promise<readonly AgendaItem[]>;
}
