/** A backup is looked at right after it is made: one that is not sound is never kept. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Books, openBooks, START } from '../../test/ledger-books.ts';
import { copyDatabase, putBack, verifyBackup } from './backup.ts';
import { openForReading } from './open.ts';
import { Connection } from './sqlite.ts';

let books: Books;
let target: string;

beforeEach(async () => {
  books = await openBooks();
  target = join(dirname(books.file), 'copy.db');
  const { id: member } = books.members[0] ?? expect.fail();
  await books.store.write(START, ({ ledger }) =>
    ledger.post({ member, points: 5, reason: 'test', once: 'a' }),
  );
});
afterEach(() => books.close());

/** Somebody with a tool of their own changes the database. */
function tamper(sql: string): void {
  const intruder = new Connection(books.file, 'write');
  intruder.exec(sql);
  intruder.close();
}

const CHANGED = 'drop trigger ledger_entries_stay; update ledger_entries set points = 6';
function copy(): void {
  const from = openForReading(books.file);
  try {
    copyDatabase(from, target);
  } finally {
    from.close();
  }
}

const leftOvers = () => readdirSync(dirname(books.file)).filter((name) => /copy/.test(name));

test('a copy of sound books is kept', () => {
  copy();
  verifyBackup(target);
  expect(leftOvers()).toEqual(['copy.db']);
});

test('a copy whose books are wrong is not kept, and the operator hears why', () => {
  tamper(CHANGED);
  expect(copy).toThrow(
    `${target}: the copy is not sound (entry 1 was changed), so it was not kept; ` +
      'the database itself may be damaged: «npx qunli doctor» tells more',
  );
  expect(leftOvers()).toEqual([]);
});

test('a copy whose rows refer to nothing is not kept', () => {
  tamper(`pragma foreign_keys = 0;
    insert into memberships (group_id, member_id, first_seen_at, last_seen_at) values (99, 1, 0, 0)`);
  expect(copy).toThrow(/the copy is not sound \(row null of memberships refers to nothing\)/);
  expect(leftOvers()).toEqual([]);
});

test('a copy of a file with nothing in it is not kept', () => {
  const empty = join(dirname(books.file), 'empty.db');
  const nothing = new Connection(empty, 'write');
  nothing.pragma('application_id = 0x51554e4c');
  nothing.pragma('user_version = 1');
  expect(() => copyDatabase(nothing, target)).toThrow(/there is nothing in it/);
  nothing.close();
  expect(leftOvers()).toEqual([]);
});

test('a backup never takes the place of another file', () => {
  copy();
  expect(copy).toThrow(/there is a file already/);
  verifyBackup(target);
});

test('a backup whose books are wrong does not take the database’s place', () => {
  copy();
  const spoilt = new Connection(target, 'write');
  spoilt.exec(CHANGED);
  spoilt.close();
  const aside = `${books.file}.aside`;
  expect(() => putBack(target, { file: books.file, aside })).toThrow(/entry 1 was changed/);
  expect(existsSync(aside)).toBe(false);
  verifyBackup(books.file);
});
