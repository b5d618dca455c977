/** SQLite's write-ahead log, a file beside the database that still holds what was overwritten. */
import { Fault } from '#kit';
import { BUSY_TIMEOUT_MS } from './open.ts';
import type { Connection } from './sqlite.ts';

/**
 * Writes the log back into the database and empties it, without waiting for anybody.
 * @returns false when a reader is at work or the disk refuses; it can be tried again
 */
export function emptyLog(connection: Connection): boolean {
  connection.pragma('busy_timeout = 0');
  try {
    return connection.pragma('wal_checkpoint(truncate)') === 0;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  } finally {
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}
