/** Which automatic backups are kept, told by their names alone; pure. */
import { type Instant, parseInstant } from '#kit';

/** So many of the newest are kept, whatever their age. */
const KEEP_NEWEST = 24;
/** Besides these, the last one of each of so many days (UTC). */
const KEEP_DAYS = 7;

const NAME = /^qunli-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.db$/;
const DAY_PART = 'qunli-YYYYMMDD'.length;

/** `qunli-20260301T090000Z.db`: names sort as times do. */
export function backupName(at: Instant): string {
  const digits = new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 'YYYYMMDDThhmmss'.length);
  return `qunli-${digits}Z.db`;
}

/** When a backup was begun; undefined for files that are no automatic backups. */
export function timeOfBackup(name: string): Instant | undefined {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The automatic backups among the names, newest first. */
export function backupsAmong(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => timeOfBackup(name) !== undefined)
    .toSorted()
    .toReversed();
}

/** What may be removed: neither among the newest nor the last one of one of the last days. */
export function superfluous(names: readonly string[]): readonly string[] {
  const backups = backupsAmong(names);
  const lastOfDays = backups.filter((name, index) => dayOf(name) !== dayOf(backups[index - 1]));
  const kept = new Set([...backups.slice(0, KEEP_NEWEST), ...lastOfDays.slice(0, KEEP_DAYS)]);
  return backups.filter((name) => !kept.has(name));
}

function dayOf(name: string | undefined): string | undefined {
  return name?.slice(0, DAY_PART);
}
