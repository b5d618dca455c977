/**
 * The latest moment that the database knows: exports of the same events say the same at any time.
 */
import { type Given, type Instant, instantOf, read } from '#kit';
import type { Statements } from '../store/sqlite.ts';
import { core } from '../store/tables.ts';

const latest = read((_: Given<object>) =>
  core.selectFrom('memberships').select((pick) => pick.fn.max('last_seen_at').as('at')),
);

/** When anybody was last seen anywhere; the epoch while nobody was. */
export function latestMoment(connection: Statements): Instant {
  return connection.get(latest, {})?.at ?? instantOf(0);
}
