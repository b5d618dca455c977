/** How a database is opened: with which settings, and what is refused. */
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '#kit';
import { takeLock, whoUses } from './lock.ts';
import { openForReading, openForWriting } from './open.ts';
import type { Connection } from './sqlite.ts';
import { startDatabase } from './start.ts';

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
