/** What a feature is given to forget a person with, for tests that ask one feature alone. */
import type { Forgetting, Tx } from '#kit';

/** In a transaction; what is planned for later is not done. */
export function forgettingIn(tx: Tx): Forgetting {
  return { tx, now: tx.at, later: async () => undefined };
}
