/** Makes the core's exports ready for a driver; what features share with them is in the kit. */

import type { RawBuilder } from 'kysely';
import { type Compiled, compileNow } from '#kit';
import { core } from '../store/tables.ts';

export { inCommunity, inDays, who } from '#kit';

/** The SQL of an export, ready for a driver. */
export function rowsOf(query: RawBuilder<unknown>): Compiled {
  return compileNow({ compile: () => query.compile(core) });
}
