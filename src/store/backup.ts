/**
 * Backups: a copy of a consistent moment while writing goes on, checked right after it is made, and
 * put back with the old file set aside.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '#kit';
import { checkIntegrity } from './integrity.ts';
import { checkLedger } from './ledger-check.ts';
import { hasHistory } from './migrate.ts';
import { HALF_RESTORED, openForReading, openForWriting } from './open.ts';
import type { Connection } from './sqlite.ts';

/** Files that belong to a database and mean nothing without it. */
const COMPANIONS = ['-wal', '-shm'] as const;

/**
 * Copies a database to a new file by VACUUM INTO: in WAL mode writers are not held up, and the copy
 * has no free pages. It is made under another name first, so a half-made copy is never taken for
 * one.
 * @throws Fault when `target` exists, or when the copy does not pass the checks
 */
export function copyDatabase(from: Connection, target: string): void {
  if (existsSync(target))
    throw new Fault(
      'file-unwritable',
      `${target}: there is a file already; name another one, or move that one away`,
    );
  const unfinished = `${target}.unfinished`;
  removeDatabase(unfinished);
  try {
    writeCopy(from, unfinished, target);
    syncToDisk(unfinished);
    verifyCopy(unfinished, target);
  } catch (error) {
    removeDatabase(unfinished);
    throw error;
  }
  moveFile(unfinished, target);
}

/** SQLite names the file that is read; what cannot be written is the other one. */
function writeCopy(from: Connection, unfinished: string, target: string): void {
  // It would keep the copy from being written, too; the copy is all that is written here.
  from.pragma('query_only = 0');
  try {
    from.exec(`vacuum into '${unfinished.replaceAll("'", "''")}'`);
  } catch (error) {
    const known = error instanceof Fault ? UNWRITABLE.get(error.code) : undefined;
    if (known === undefined) throw error;
    throw new Fault('file-unwritable', `${target}: ${known}`, { cause: error });
  }
}

const UNWRITABLE: ReadonlyMap<string, string> = new Map([
  ['disk-full', 'there is no room for a copy; free some space'],
  ['disk-broken', 'the disk cannot be read or written; choose another place'],
  ['read-only', 'the folder is read-only; choose another place'],
  ['file-unreadable', 'the file cannot be made; check the folder and its rights'],
]);

function verifyCopy(copy: string, target: string): void {
  const problem = problemIn(copy);
  if (problem === undefined) return;
  throw new Fault(
    'database-damaged',
    `${target}: the copy is not sound (${problem}), so it was not kept; ` +
      'the database itself may be damaged: «npx qunli doctor» tells more',
  );
}

/** Opens a backup and checks file and books. @throws Fault naming what is wrong */
export function verifyBackup(file: string): void {
  const problem = problemIn(file);
  if (problem !== undefined) throw new Fault('database-damaged', `${file}: ${problem}`);
}

function problemIn(file: string): string | undefined {
  const copy = openForReading(file);
  try {
    if (!hasHistory(copy)) return 'there is nothing in it';
    return checkIntegrity(copy)[0] ?? checkLedger(copy)[0]?.why;
  } catch (error) {
    if (error instanceof Fault) throw error;
    return String(error);
  } finally {
    copy.close();
  }
}

/**
 * Puts a verified backup in the place of `file`. Nobody may have `file` open. A crash on the way
 * leaves either the old file in its place, or none and a sign that keeps a bot from starting on an
 * empty one ({@link HALF_RESTORED}).
 * @param aside where the old file and its companions go
 */
export function putBack(backup: string, { file, aside }: { file: string; aside: string }): void {
  const fresh = `${file}${HALF_RESTORED}`;
  removeDatabase(fresh);
  const source = openForReading(backup);
  try {
    copyDatabase(source, fresh);
  } finally {
    source.close();
  }
  foldIn(file);
  for (const suffix of ['', ...COMPANIONS]) {
    if (existsSync(`${file}${suffix}`)) moveFile(`${file}${suffix}`, `${aside}${suffix}`);
  }
  moveFile(fresh, file);
}

/** Brings a healthy database into one file, so that setting it aside is one step. */
function foldIn(file: string): void {
  if (!existsSync(file)) return;
  try {
    const old = openForWriting(file);
    old.pragma('wal_checkpoint(truncate)');
    old.close();
  } catch (error) {
    // A damaged file is set aside as it is, with whatever stands beside it.
    if (!(error instanceof Fault)) throw error;
  }
}

/** Removes a database with its companions; for copies that are not wanted any more. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', ...COMPANIONS]) rmSync(`${file}${suffix}`, { force: true });
}

function moveFile(from: string, to: string): void {
  renameSync(from, to);
  syncToDisk(dirname(to));
}

/** VACUUM INTO leaves the copy in the page cache; a power cut must not take it. */
function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
