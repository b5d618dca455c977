/** Warns whoever is about to run made-up events on a database that somebody lives in. */
import { factOf, PLAYED } from '../store/facts.ts';
import { groupsByPlatform } from '../store/residents.ts';
import type { Statements } from '../store/sqlite.ts';
import { counted } from './counted.ts';

export interface Housed {
  readonly connection: Statements;
  /** The database, as the operator calls it. */
  readonly file: string;
  /** The platform whose events are about to come. */
  readonly platform: string;
}

/** @returns undefined when the database holds nothing but what such events have made */
export function sandboxWarning({ connection, file, platform }: Housed): string | undefined {
  const others = connection
    .all(groupsByPlatform, {})
    .filter((resident) => resident.platform !== platform)
    .map((resident) => `${counted(resident.groups, 'group')} of ${resident.platform}`);
  const isPlayed = connection.get(factOf, { key: PLAYED }) !== undefined;
  const residents = isPlayed ? [...others, 'the group that you play in the terminal'] : others;
  if (residents.length === 0) return undefined;
  return (
    `! ${file} holds ${residents.join(' and ')}.\n` +
    '! These events, their members and their points become part of it for good.\n' +
    '! To try something, stop here and use another database: --db data/trial.db'
  );
}
