/** An event together with where and when it came in. */
import type { Bot, Instant } from '#kit';

/** An event on its way through the pipeline. */
export interface Arrival<E> {
  readonly bot: Bot;
  readonly event: E;
  /** The clock at delivery. */
  readonly now: Instant;
}
