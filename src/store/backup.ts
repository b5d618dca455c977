/**
 * Backups: a copy of a consistent moment while writing goes on, checked right after it is made, and
 * put back with the old file set aside.
 */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '#kit';
import { checkIntegrity } from './integrity.ts';
import { checkLedger } from './ledger-check.ts';
import { openForReading } from './open.ts';
import type { Connection } from './sqlite.ts';

/** Files that belong to a database and mean nothing without it. */
const COMPANIONS = ['-wal', '-shm'] as const;

/**
 * Copies a database to a new file by VACUUM INTO: in WAL mode writers are not held up, and the copy
 * has no free pages. It is made under another name first, so a half-made copy is never taken for one.
 * @throws Fault when `target` exists, or when the copy does not pass the checks
 */
export function copyDatabase(from: Connection, target: string): void {
  if (existsSync(target)) throw new Fault('file-unreadable', `${target}: there is a file already`);
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    from.exec(`vacuum into '${unfinished.replaceAll("'", "''")}'`);
    syncToDisk(unfinished);
    verifyBackup(unfinished);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  moveFile(unfinished, target);
}

/** Opens a copy and checks file and books. @throws Fault naming what is wrong */
export function verifyBackup(file: string): void {
  const copy = openForReading(file);
  try {
    const problem = checkIntegrity(copy)[0] ?? checkLedger(copy)[0]?.why;
    if (problem !== undefined) throw new Fault('database-damaged', `${file}: ${problem}`);
  } finally {
    copy.close();
  }
}

/**
 * Puts a verified backup in the place of `file`. Nobody may have `file` open.
 * @param aside where the old file and its companions go
 */
export function putBack(backup: string, { file, aside }: { file: string; aside: string }): void {
  const fresh = `${file}.restoring`;
  rmSync(fresh, { force: true });
  const source = openForReading(backup);
  try {
    copyDatabase(source, fresh);
  } finally {
    source.close();
  }
  for (const suffix of ['', ...COMPANIONS]) {
    if (existsSync(`${file}${suffix}`)) moveFile(`${file}${suffix}`, `${aside}${suffix}`);
  }
  moveFile(fresh, file);
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
