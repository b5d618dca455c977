/** Automatic backups on a real database, with a clock and timers that the test moves. */
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Clock, hours, type Instant, instantOf, type Span, type Timers } from '#kit';
import { type Books, openBooks } from '../../test/ledger-books.ts';
import { verifyBackup } from '../store/backup.ts';
import { Connection } from '../store/sqlite.ts';
import { type BackupOptions, backUp, keepBackups } from './backups.ts';

const NOW = Date.UTC(2026, 2, 1, 9);

let books: Books;
let now: Instant;
let folder: string;
/** Waits that were asked for and not cancelled. */
let waits: { readonly span: Span; readonly then: () => void }[];
let logged: { readonly level: string; readonly message: string }[];

beforeEach(async () => {
  books = await openBooks();
  folder = join(books.file, '..', 'backups');
  now = instantOf(NOW);
  waits = [];
  logged = [];
});
afterEach(() => books.close());

const clock: Clock = { isSet: false, now: () => now };

const timers: Timers = {
  after(span, then) {
    const wait = { span, then };
    waits.push(wait);
    return { cancel: () => void waits.splice(waits.indexOf(wait), 1) };
  },
  breathe: () => Promise.resolve(),
};

function options(): BackupOptions {
  const note = (level: string) => (_: unknown, message: string) => logged.push({ level, message });
  const log = { info: note('info'), warn: note('warn'), error: note('error') };
  return { file: books.file, folder, every: hours(1), clock, timers, log };
}

/** As if the database had been written to at that time last. */
function writtenAt(ms: number): void {
  for (const path of [books.file, `${books.file}-wal`]) utimesSync(path, ms / 1_000, ms / 1_000);
}

const minutesOf = (ms: number) => waits.map(({ span }) => span / ms);

test('a backup is made, verified and logged; without anything new there is no second', async () => {
  writtenAt(NOW - 1_000);
  await backUp(options());
  const name = 'qunli-20260301T090000Z.db';
  expect(readdirSync(folder)).toEqual([name]);
  verifyBackup(join(folder, name));
  expect(logged).toEqual([{ level: 'info', message: 'backup made and verified' }]);
  now = instantOf(NOW + 3_600_000);
  await backUp(options());
  expect(readdirSync(folder)).toEqual([name]);
  writtenAt(NOW + 3_000_000);
  await backUp(options());
  expect(readdirSync(folder)).toEqual([name, 'qunli-20260301T100000Z.db']);
}, 60_000);

test('the second database of a folder gets backups of its own', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'english-20260301T085900Z.db'), 'of english.db');
  writeFileSync(join(folder, 'english-20260301T080000Z.db.unfinished'), 'being made');
  writtenAt(NOW - 3_600_000);
  await backUp(options());
  expect(readdirSync(folder).toSorted()).toEqual([
    'english-20260301T080000Z.db.unfinished',
    'english-20260301T085900Z.db',
    'qunli-20260301T090000Z.db',
  ]);
}, 60_000);

test('what a crash left half made is removed, other files stay', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'qunli-20260301T080000Z.db.unfinished'), 'half');
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  await backUp(options());
  expect(readdirSync(folder)).toEqual(['notes.txt', 'qunli-20260301T090000Z.db']);
}, 60_000);

test('the first backup comes a minute after the start, or when the newest is an hour old, whatever the clock', () => {
  keepBackups(options());
  expect(minutesOf(60_000)).toEqual([1]);
  waits = [];
  mkdirSync(folder);
  writeFileSync(join(folder, 'qunli-20260301T084500Z.db'), '');
  keepBackups(options());
  expect(minutesOf(60_000)).toEqual([45]);
  waits = [];
  now = instantOf(NOW + 86_400_000);
  keepBackups(options());
  expect(minutesOf(60_000)).toEqual([1]);
  waits = [];
  now = instantOf(NOW - 86_400_000);
  keepBackups(options());
  expect(minutesOf(60_000)).toEqual([60]);
});

test('a failed backup is logged and tried again in ten minutes', async () => {
  const backups = keepBackups({ ...options(), file: join(folder, 'lost.db') });
  const [first] = waits.splice(0);
  first?.then();
  while (waits.length === 0) await new Promise((resume) => setTimeout(resume, 20));
  expect(minutesOf(60_000)).toEqual([10]);
  expect(logged).toEqual([
    { level: 'error', message: 'the automatic backup failed; it is tried again in 10 minutes' },
  ]);
  await backups.stop();
  expect(waits).toEqual([]);
}, 60_000);

test('a bot that stops does not wait for a backup that was begun', async () => {
  const backups = keepBackups(options());
  const [first] = waits.splice(0);
  first?.then();
  await backups.stop();
  expect(waits).toEqual([]);
  expect(logged).toEqual([]);
}, 60_000);

test('a backup of books that somebody changed is not kept; the operator is told, and it goes on', async () => {
  const { id: member } = books.members[0] ?? expect.fail();
  await books.store.write(now, ({ ledger }) =>
    ledger.post({ member, points: 5, reason: 'test', once: 'a' }),
  );
  const intruder = new Connection(books.file, 'write');
  intruder.exec('drop trigger ledger_entries_stay; update ledger_entries set points = 6');
  intruder.close();
  const backups = keepBackups(options());
  const [first] = waits.splice(0);
  first?.then();
  await expect.poll(() => waits.length, { timeout: 20_000 }).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
  expect(logged).toEqual([
    { level: 'error', message: 'the automatic backup failed; it is tried again in 10 minutes' },
  ]);
  await backups.stop();
}, 60_000);
