/** How a database is opened: with which settings, and what is refused. */
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '#kit';
import { takeLock, whoUses } from './lock.ts';
import { type Facts, HALF_RESTORED, openForReading, openForWriting } from './open.ts';
import { Connection } from './sqlite.ts';
import { startDatabase } from './start.ts';
import { Store } from './store.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-open-'));
  file = join(folder, 'data', 'qunli.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (path = file) =>
  startDatabase({ file: path, features: [], now: instantOf(0), pid: process.pid });

const settingsOf = (connection: Connection) =>
  Object.fromEntries(
    [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'busy_timeout',
      'trusted_schema',
      'mmap_size',
      'secure_delete',
    ].map((name) => [name, connection.pragma(name)]),
  );

describe('a connection that writes', () => {
  test.for(['the first time', 'again'])('is durable and strict when opened %s', (when) => {
    if (when === 'again') start().close();
    const connection = openForWriting(file);
    expect(settingsOf(connection)).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      busy_timeout: 5_000,
      trusted_schema: 0,
      mmap_size: 0,
      secure_delete: 1,
    });
    connection.close();
  });

  test('makes folder and file, and both are known as ours from the first byte on', () => {
    openForWriting(file).close();
    // Killed right here, before any table: the next start must not take it for a stranger's.
    expect(() => start().close()).not.toThrow();
  });

  test('has an SQLite that cannot corrupt its write-ahead log', () => {
    const connection = openForWriting(file);
    const [row] = connection.iterate({ sql: 'select sqlite_version()', parameters: [] });
    const [major = 0, minor = 0, patch = 0] = String(row?.[0]).split('.').map(Number);
    expect(major * 10_000 + minor * 100 + patch).toBeGreaterThanOrEqual(35_103);
    connection.close();
  });
});

/** A machine on which all is well, but for what a test says. */
const machine = (odd: Partial<Facts>): Facts => ({
  diskOf: () => EXT4,
  versionOf: () => '3.51.3',
  settingOf: (connection, name) => connection.pragma(name),
  ...odd,
});
const EXT4 = 0xef53;

describe('a database is not opened', () => {
  test.for([
    ['NFS', 0x6969],
    ['SMB', 0x517b],
    ['CIFS', 0xff534d42],
    ['SMB 2', 0xfe534d42],
  ] as const)('on a network disk (%s), and no file is made there', ([, magic]) => {
    expect(() => openForWriting(file, machine({ diskOf: () => magic }))).toThrow(
      `${file}: this is a network disk, on which locks are not safe; use a local one (--db FILE)`,
    );
    expect(existsSync(file)).toBe(false);
  });

  test.for(['3.51.2', '3.50.4', '3.9.9', '2.99.99'])('by SQLite %s', (version) => {
    start().close();
    const old = machine({ versionOf: () => version });
    for (const open of [openForWriting, openForReading]) {
      expect(() => open(file, old)).toThrow(
        `${file}: SQLite ${version} can corrupt the file; at least 3.51.3 is needed`,
      );
    }
  });

  test.for(['3.51.3', '3.51.10', '3.53.0', '4.0.0'])('but it is by SQLite %s', (version) => {
    openForWriting(file, machine({ versionOf: () => version })).close();
    openForReading(file, machine({ versionOf: () => version })).close();
  });

  test.for([
    ['journal_mode', 'delete', 'wal'],
    ['synchronous', 1, '2'],
    ['foreign_keys', 0, '1'],
    ['busy_timeout', 4_999, '5000'],
    ['trusted_schema', 1, '0'],
    ['mmap_size', 1_048_576, '0'],
    ['temp_store', 1, '2'],
    ['wal_autocheckpoint', 0, '4000'],
    ['secure_delete', 0, '1'],
  ] as const)('when %s stays %s', ([name, found, wanted]) => {
    const settingOf: Facts['settingOf'] = (connection, asked) =>
      asked === name ? found : connection.pragma(asked);
    expect(() => openForWriting(file, machine({ settingOf }))).toThrow(
      `${file}: ${name} is ${found} instead of ${wanted}`,
    );
  });

  test('when it belongs to another program, whose file stays as it was', () => {
    const other = join(folder, 'other.db');
    const theirs = new Connection(other, 'write');
    theirs.exec('create table diary (page)');
    theirs.close();
    const before = readFileSync(other);
    for (const open of [openForWriting, openForReading]) {
      expect(() => open(other)).toThrow(`${other}: this is a database of another program`);
    }
    expect(readFileSync(other)).toEqual(before);
  });

  test('when a backup was about to take its place', () => {
    start().close();
    renameSync(file, `${file}${HALF_RESTORED}`);
    expect(() => openForWriting(file)).toThrow(/putting a backup back was interrupted/);
    expect(existsSync(file)).toBe(false);
  });
});

test('whoever begins to write has the right to from the first moment, not from the first row', async () => {
  const database = start();
  const store = new Store({ ...database, communityOf: () => expect.unreachable() });
  const other = openForWriting(file);
  other.pragma('busy_timeout = 0');
  await store.transact(async () => {
    expect(() => other.exec('begin immediate')).toThrow(/another program is writing/);
  });
  other.close();
  database.close();
});

describe('a connection that looks', () => {
  test('cannot write', () => {
    start().close();
    const connection = openForReading(file);
    expect(() => connection.exec('create table x (y)')).toThrow(/read-only/);
    connection.close();
  });

  test('makes no file', () => {
    expect(() => openForReading(file)).toThrow(`${file}: there is no such file`);
    expect(existsSync(folder)).toBe(true);
    expect(existsSync(file)).toBe(false);
  });
});

describe('a file that is no longer what it was', () => {
  test.for([
    ['a column has another name', 'points integer not null check', 'poinks integer not null check'],
    [
      'a key refers to nothing',
      'references ledger_entries (seq)',
      'references ledger_entries (sea)',
    ],
    ['a table has another name', 'CREATE TABLE treasuries', 'CREATE TABLE treasurias'],
  ] as const)('is refused in words for the operator: %s', ([, before, changed]) => {
    start().close();
    const bytes = readFileSync(file, 'latin1');
    expect(bytes).toContain(before);
    writeFileSync(file, bytes.replaceAll(before, changed), 'latin1');
    expect(() => start().close()).toThrow(/the database is damaged/);
  });
});

describe('the right to write', () => {
  test('is held by one at a time, who is named, and ends when it is given back', () => {
    const database = start();
    const mine = `another qunli (process ${process.pid}, since 1970-01-01T00:00:00.000Z)`;
    expect(whoUses(file)).toBe(mine);
    const begun = performance.now();
    expect(() => start()).toThrow(`${file} is in use by ${mine}; stop that program first`);
    expect(performance.now() - begun).toBeLessThan(5_000);
    database.close();
    expect(whoUses(file)).toBeUndefined();
    start().close();
  });

  test('is not got around by a link', () => {
    const database = start();
    const link = join(folder, 'link.db');
    symlinkSync(file, link);
    expect(() => start(link)).toThrow(/is in use by another qunli/);
    database.close();
  });

  test('a lock file that a dead process left is no lock', () => {
    openForWriting(file).close();
    takeLock(file, { pid: 1, since: 'long ago' }).release();
    expect(existsSync(`${file}-lock`)).toBe(true);
    start().close();
  });

  test('somebody else’s file in the place of the lock is named', () => {
    openForWriting(file).close();
    writeFileSync(`${file}-lock`, 'this is my shopping list, not a lock, and it is long enough');
    expect(() => start()).toThrow(`${file}-lock: this is not a database`);
  });
});
