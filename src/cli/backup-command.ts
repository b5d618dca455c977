/** `qunli backup` and `qunli restore`: a verified copy while the bot runs, and the way back. */
import { existsSync, statSync } from 'node:fs';
import { formatInstant, type Instant } from '#kit';
import { features } from '../../commands/index.ts';
import type { Config } from '../config.ts';
import { realClock } from '../host.ts';
import { copyDatabase, putBack, verifyBackup } from '../store/backup.ts';
import { schemasOf } from '../store/current.ts';
import { isOfAnother } from '../store/identity.ts';
import { takeLock } from '../store/lock.ts';
import { pendingSteps } from '../store/migrate.ts';
import { makeFolder, openForReading } from '../store/open.ts';
import { allSchemas } from '../store/start.ts';
import { EXIT, Stop } from './stop.ts';

/**
 * @returns a line for the operator
 * @throws Fault when the copy cannot be made or is not sound; then there is none
 */
export function backupCommand(target: string, config: Config): string {
  const connection = openForReading(config.file);
  try {
    copyDatabase(connection, target);
  } finally {
    connection.close();
  }
  return `${target}: ${sizeOf(target)}, copied from ${config.file} and verified`;
}

/** The options as typed. */
export interface RestoreFlags {
  /** The backup may be one of another database. */
  readonly another?: boolean;
}

/**
 * Puts a backup in the place of the database, which is set aside.
 * @returns lines for the operator
 * @throws Fault when the backup is not sound, or the bot is running, and Stop when it is one of
 *   another database; then nothing has changed
 */
export function restoreCommand(backup: string, flags: RestoreFlags, config: Config): string {
  const now = realClock.now();
  const { file } = config;
  verifyBackup(backup);
  refuseNewer(backup);
  if (flags.another !== true) refuseAnother(backup, file);
  makeFolder(file);
  const lock = takeLock(file, { pid: process.pid, since: formatInstant(now) });
  const aside = `${file}.before-restore-${stamp(now)}`;
  try {
    putBack(backup, { file, aside });
  } finally {
    lock.release();
  }
  const done = `${file}: put back from ${backup}, which is sound`;
  return existsSync(aside) ? `${done}\nthe database that was there is now ${aside}` : done;
}

/** This program could not start on it. */
function refuseNewer(backup: string): void {
  const connection = openForReading(backup);
  try {
    pendingSteps(connection, allSchemas(schemasOf(features)));
  } finally {
    connection.close();
  }
}

/** The two may only lie beside each other; nobody should lose a group by a slip. */
function refuseAnother(backup: string, file: string): void {
  if (!isOfAnother(backup, file)) return;
  throw new Stop(
    EXIT.failed,
    `${backup} is a backup of another database than ${file}; nothing was changed. ` +
      'Name the database that you mean by --db FILE, or say --another if it is to take its place',
  );
}

/** `20260301T090000Z`: such names sort as times do. */
function stamp(at: Instant): string {
  return formatInstant(at).replace(/[-:]|[.]\d+/g, '');
}

const MEGABYTE = 1_000_000;

function sizeOf(file: string): string {
  return `${(statSync(file).size / MEGABYTE).toFixed(1)} MB`;
}
