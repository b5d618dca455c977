/** Tells whether two files are one database and its backup: by an id, not by their names. */
import { existsSync } from 'node:fs';
import { Fault } from '#kit';
import { DATABASE_ID, factOf } from './facts.ts';
import { hasHistory } from './migrate.ts';
import { openForReading } from './open.ts';

/**
 * Whether a file is a backup of another database.
 * @returns false as well where this cannot be told: for a database that is damaged, empty or not
 *   there, and for backups that are older than the id
 */
export function isOfAnother(backup: string, file: string): boolean {
  const [one, other] = [idOf(backup), idOf(file)];
  return one !== undefined && other !== undefined && one !== other;
}

function idOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const connection = openForReading(file);
    try {
      return hasHistory(connection)
        ? connection.get(factOf, { key: DATABASE_ID })?.value
        : undefined;
    } finally {
      connection.close();
    }
  } catch (error) {
    // Whoever puts a backup back often does it because the database cannot be read any more.
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
