/** Opens a database for looking only, and makes sure that it has the tables of this program. */
import { Fault, type Feature } from '#kit';
import { type Pending, pendingSteps, type Schema } from './migrate.ts';
import { openForReading } from './open.ts';
import type { Connection } from './sqlite.ts';
import { allSchemas } from './start.ts';

/** What features add to the tables of the core. */
export function schemasOf(features: readonly Feature[]): readonly Schema[] {
  return features.map(({ name, schema = [] }) => ({ owner: name, steps: schema }));
}

/**
 * Works beside a running bot.
 * @throws Fault when the file is none of ours, or not of this program's version
 */
export function openCurrent(file: string, features: readonly Feature[]): Connection {
  const connection = openForReading(file);
  try {
    refuseOlder(file, pendingSteps(connection, allSchemas(schemasOf(features))));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function refuseOlder(file: string, pending: readonly Pending[]): void {
  if (pending.length === 0) return;
  throw new Fault(
    'database-older',
    `${file}: the database was made by an older Qunli, or is still empty; start the bot once ` +
      'to bring it up to date (a backup is made first)',
  );
}
