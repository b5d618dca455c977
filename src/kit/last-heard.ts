/**
 * When a bot account was heard last, and which groups were talking then: what the program knows
 * after a restart of how long it was away. No person stands in it.
 */
import type { PlatformId } from './ids.ts';
import type { Instant } from './instant.ts';

export interface LastHeard {
  /** The bot's own account. */
  readonly self: PlatformId;
  readonly at: Instant;
  /** Groups with the moment at which each was heard last. */
  readonly groups: readonly (readonly [PlatformId, Instant])[];
}

/** Keeps it over a restart; the host makes it real. */
export interface LastHeardKeeper {
  /** @returns undefined when nothing was written down by this account */
  read(self: PlatformId): LastHeard | undefined;
  /** Does not fail: a disk that refuses costs only the memory. */
  write(heard: LastHeard): void;
}
