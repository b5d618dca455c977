/** Single facts that the program keeps about itself, such as the books being frozen. */

import { sql } from 'kysely';
import { type Given, read, write } from '#kit';
import { core } from './tables.ts';

/** Set while the books are wrong: no points go out. */
export const FROZEN = 'ledger.frozen';
/** Set once somebody has played a group in the terminal. */
export const PLAYED = 'terminal.played';
/** Made with the database; its backups have the same. */
export const DATABASE_ID = 'database.id';

/** Which zone and beginning of days the operator had set for all communities, as JSON. */
export const CLOCK_EVERYWHERE = 'clock.everywhere';

/** The fact that says when a bot account was heard last, in epoch milliseconds. */
export const heardKey = (account: string): string => `heard.${account}`;

export const factOf = read((p: Given<{ key: string }>) =>
  core.selectFrom('facts').select('value').where('key', '=', p.key),
);

export const setFact = write((p: Given<{ key: string; value: string }>) =>
  core
    .insertInto('facts')
    .values({ key: p.key, value: p.value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: sql`excluded.value` })),
);

export const dropFact = write((p: Given<{ key: string }>) =>
  core.deleteFrom('facts').where('key', '=', p.key),
);
