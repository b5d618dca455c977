/** What lies ahead of a group (往后): when it is best spoken to. */
import type { MinuteOfDay } from './day.ts';

/** When a group reacts most (最佳时段). */
export interface BestTime {
  /** By the community's clock. */
  readonly minute: MinuteOfDay;
  /** It comes from the group's own history; otherwise there is too little of it. */
  readonly isLearnt: boolean;
}

/** As the features of one occasion see it. */
export interface Ahead {
  /**
   * When the group of the occasion reacts most: the hour between 9 and 22 with the most messages
   * of the last 28 days; 20:00 while it has talked on fewer than 7 of them, or without a group.
   */
  bestTime(): Promise<BestTime>;
}
