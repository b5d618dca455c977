/**
 * Names of automatic backups, and which of them are kept; pure. A name tells the database and the
 * time: several databases may share one folder.
 */
import { basename } from 'node:path';
import { type Instant, parseInstant } from '#kit';

/** So many of the newest are kept, whatever their age. */
const KEEP_NEWEST = 24;
/** Besides these, the last one of each of so many days (UTC). */
const KEEP_DAYS = 7;

const NAME = /^(.+)-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.db$/s;
/** What stands behind the day in a name. */
const TIME_PART = 'ThhmmssZ.db'.length;

/** `qunli-20260301T090000Z.db` of `data/qunli.db`: names of one database sort as times do. */
export function backupName(database: string, at: Instant): string {
  const digits = new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 'YYYYMMDDThhmmss'.length);
  return `${nameOf(database)}-${digits}Z.db`;
}

/** How the names of a database's backups begin. */
function nameOf(database: string): string {
  return basename(database, '.db');
}

/** When a backup was begun; undefined for files that are no automatic backups of the database. */
export function timeOfBackup(database: string, name: string): Instant | undefined {
  const [, of, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  if (of !== nameOf(database)) return undefined;
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The automatic backups of a database among the names, newest first. */
export function backupsAmong(database: string, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => timeOfBackup(database, name) !== undefined)
    .toSorted()
    .toReversed();
}

/** What may be removed: neither among the newest nor the last one of one of the last days. */
export function superfluous(database: string, names: readonly string[]): readonly string[] {
  const backups = backupsAmong(database, names);
  const lastOfDays = backups.filter((name, index) => dayOf(name) !== dayOf(backups[index - 1]));
  const kept = new Set([...backups.slice(0, KEEP_NEWEST), ...lastOfDays.slice(0, KEEP_DAYS)]);
  return backups.filter((name) => !kept.has(name));
}

function dayOf(name: string | undefined): string | undefined {
  return name?.slice(0, -TIME_PART);
}
