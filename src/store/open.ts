/**
 * Opens the database file safely: durable settings, checked after they are set; refusal of a file
 * that is not ours, of a network disk and of an SQLite that can corrupt a WAL file.
 */
import { existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '#kit';
import { Connection } from './sqlite.ts';

/** SQLite 3.7.0 to 3.51.2 can corrupt a WAL file when two connections checkpoint at once. */
export const OLDEST_SQLITE = '3.51.3';
/** Marks our files in their header («QUNL»). */
const APPLICATION_ID = 0x51554e4c;
/** statfs(2) magic of NFS, SMB and CIFS: their locks do not protect a WAL file. */
const NETWORK_DISKS: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/** Ends the name of a backup that is about to take a database's place. */
export const HALF_RESTORED = '.restoring';

/** How long a statement waits for another connection of this process. */
export const BUSY_TIMEOUT_MS = 5_000;

/**
 * What must hold on every connection that writes; `2` is FULL, without which an answered write can
 * be lost.
 */
const WANTED = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: BUSY_TIMEOUT_MS,
  trusted_schema: 0,
  mmap_size: 0,
  // The pages that a savepoint may have to put back are kept in memory, not in a file.
  temp_store: 2,
  // Pages of 4 KiB that gather in the WAL before they are moved into the file, 16 MB: fewer moves
  // of the same pages, while the file stays small and a start after a crash stays quick.
  wal_autocheckpoint: 4_000,
  // Freed pages are overwritten, so that erased names do not linger in the file.
  secure_delete: 1,
} as const;

/** What is asked of the machine and of SQLite about a file; tests give answers of their own. */
export interface Facts {
  /** The statfs(2) magic of the disk on which a folder lies. */
  diskOf(folder: string): number;
  /** The version of the SQLite behind a connection. */
  versionOf(connection: Connection): string;
  /** What a setting is after it was set. */
  settingOf(connection: Connection, name: string): unknown;
}

const FACTS: Facts = {
  diskOf: (folder) => statfsSync(folder).type,
  versionOf: (connection) => {
    const [row] = connection.iterate({ sql: 'select sqlite_version()', parameters: [] });
    return String(row?.[0]);
  },
  settingOf: (connection, name) => connection.pragma(name),
};

/**
 * Opens the one connection that writes; makes folder and file when they are missing.
 * @throws Fault when the file, its disk, SQLite or a setting is not as it must be
 */
export function openForWriting(file: string, facts: Facts = FACTS): Connection {
  makeFolder(file);
  refuseNetworkDisk(file, facts);
  refuseHalfRestored(file);
  const connection = new Connection(file, 'write');
  try {
    refuseForeign(connection, file);
    markAsOurs(connection);
    for (const [name, value] of Object.entries(WANTED)) connection.pragma(`${name} = ${value}`);
    refuseOldSqlite(facts.versionOf(connection), file);
    for (const name of Object.keys(WANTED)) {
      refuseOther({ file, name, found: facts.settingOf(connection, name) });
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Opens a second connection that can only look. It never sees what is not yet committed.
 * @throws Fault when the file or SQLite is not as it must be
 */
export function openForReading(file: string, facts: Facts = FACTS): Connection {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) throw new Fault('file-unreadable', `${file}: there is no such file`);
  if (stats.isDirectory()) {
    throw new Fault('file-unreadable', `${file}: this is a folder, not a database`);
  }
  // Of a file that was closed cleanly nothing may be left beside it. One with a WAL is in use, or
  // was when its program was killed: that is the next start's business.
  const connection = new Connection(file, existsSync(`${file}-wal`) ? 'read' : 'look');
  try {
    refuseForeign(connection, file);
    connection.pragma(`busy_timeout = ${WANTED.busy_timeout}`);
    connection.pragma('trusted_schema = 0');
    refuseOldSqlite(facts.versionOf(connection), file);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Makes the folder of a database. @throws Fault when that is not allowed */
export function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw new Fault('file-unreadable', `${dirname(file)}: the folder cannot be made`, { cause });
  }
}

function refuseNetworkDisk(file: string, { diskOf }: Facts): void {
  if (!NETWORK_DISKS.has(diskOf(dirname(file)))) return;
  throw new Fault(
    'database-unsafe',
    `${file}: this is a network disk, on which locks are not safe; use a local one (--db FILE)`,
  );
}

/** A file of another program must not be changed in the least. */
function refuseForeign(connection: Connection, file: string): void {
  const isEmpty = connection.pragma('page_count') === 0;
  if (isEmpty || connection.pragma('application_id') === APPLICATION_ID) return;
  throw new Fault('database-foreign', `${file}: this is a database of another program`);
}

/**
 * The first thing written to a new file: killed right after it, the file is still known as ours.
 */
function markAsOurs(connection: Connection): void {
  if (connection.pragma('application_id') === APPLICATION_ID) return;
  connection.pragma(`application_id = ${APPLICATION_ID}`);
}

/**
 * Between two renames of a restore there is no database; a new, empty one must not take its place.
 */
function refuseHalfRestored(file: string): void {
  if (existsSync(file) || !existsSync(`${file}${HALF_RESTORED}`)) return;
  throw new Fault(
    'database-damaged',
    `${file}: putting a backup back was interrupted; run «npx qunli restore FILE» again`,
  );
}

function refuseOldSqlite(found: string, file: string): void {
  if (found.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) >= 0) return;
  throw new Fault(
    'database-unsafe',
    `${file}: SQLite ${found} can corrupt the file; at least ${OLDEST_SQLITE} is needed`,
  );
}

function refuseOther({ file, name, found }: { file: string; name: string; found: unknown }): void {
  const wanted = Reflect.get(WANTED, name);
  if (found === wanted) return;
  throw new Fault('database-unsafe', `${file}: ${name} is ${found} instead of ${wanted}`);
}
