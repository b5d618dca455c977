/** SQLite's own check of a file: structure, indexes and references. */
import type { Connection } from './sqlite.ts';

/** More problems than this are not listed. */
const MOST_LISTED = 5;

/** @returns what is wrong, in SQLite's words; empty when all is well */
export function checkIntegrity(connection: Connection): readonly string[] {
  const found = [
    ...connection.iterate({ sql: `pragma integrity_check(${MOST_LISTED})`, parameters: [] }),
  ]
    .map(([text]) => String(text))
    .filter((text) => text !== 'ok');
  const loose = [...connection.iterate({ sql: 'pragma foreign_key_check', parameters: [] })]
    .slice(0, MOST_LISTED)
    .map(([table, row]) => `row ${row} of ${table} refers to nothing`);
  return [...found, ...loose];
}
