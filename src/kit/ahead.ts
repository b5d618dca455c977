/** What lies ahead of a group (往后): when it is best spoken to, and what is due. */
import type { MinuteOfDay } from './day.ts';
import type { Instant, Span } from './instant.ts';
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

/** What the bot says again and again in a group: when next, and how it went the last time. */
export interface Recurring {
  /** Which push it is. */
  readonly feature: string;
  readonly kind: string;
  readonly nextAt: Instant;
  /** It comes then or later. */
  readonly isEarliest?: boolean;
  /** How long it waits for the group's ear. */
  readonly lasts: Span;
  /** Undefined while it has never been due. */
  readonly last: LastTime | undefined;
}

export interface LastTime {
  readonly at: Instant;
  /** The key of the push. */
  readonly key: string;
  /** Why there was nothing to say; undefined when it was pushed. */
  readonly why: Line | undefined;
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
  /**
   * «下次：明天 20:00；今天 20:00 没发：大家都签到了» of the group of the occasion: when it comes next, what
   * is in its way, and why it did not come when it was due last.
   */
  outlook(recurring: Recurring): Promise<Line>;
  /** What the features that are on say of their own accord in the group of the occasion. */
  reminders(): Promise<readonly Line[]>;
}
