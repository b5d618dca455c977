/** Time and chance as things that are passed in, so that a test or a replay can set them. */
import type { Instant } from './instant.ts';

export interface Clock {
  now(): Instant;
  /**
   * Whether time is set by events (sandbox, tests) instead of passing by itself. Set time stands
   * still while work outside the database goes on, so that a replay is the same on any machine.
   */
  readonly isSet: boolean;
}
