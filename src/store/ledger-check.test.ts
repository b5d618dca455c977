/** What a start finds in a ledger that is too long to be read whole. */
import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Books, openBooks, START } from '../../test/ledger-books.ts';
import { checkForStart, checkLedger } from './ledger-check.ts';
import { Connection } from './sqlite.ts';
import { startDatabase } from './start.ts';

const ENTRIES = 5_200;

let books: Books;

beforeAll(async () => {
  books = await openBooks();
  await books.store.write(START, async ({ ledger }) => {
    for (let entry = 0; entry < ENTRIES; entry += 1) {
      const { id: member } = books.members[entry % books.members.length] ?? expect.fail();
      await ledger.post({ member, points: 1, reason: 'test', once: `${entry}` });
    }
  });
});
afterAll(() => books.close());

/** What start and whole check say after an edit behind the program's back, which is undone. */
function after(edit: string) {
  const intruder = new Connection(books.file, 'write');
  intruder.exec('begin; drop trigger ledger_entries_stay;');
  try {
    intruder.exec(`update ledger_entries set ${edit}`);
    return { start: checkForStart(intruder), whole: checkLedger(intruder) };
  } finally {
    intruder.exec('rollback');
    intruder.close();
  }
}

test('books in order start', () => {
  expect(checkForStart(books.database.writer)).toEqual([]);
});

test('amounts are recomputed from the first entry on', () => {
  expect(after('points = 2 where seq = 10').start).toMatchObject([
    { what: 'balance' },
    { what: 'treasury' },
    { what: 'day' },
  ]);
});

test('the words of an entry long ago are left to the check that follows the start', () => {
  const { start, whole } = after(`reason = 'gift' where seq = 10`);
  expect(start).toEqual([]);
  expect(whole).toEqual([{ what: 'chain', why: 'entry 10 was changed' }]);
});

test('the words of a recent entry are checked at once', () => {
  expect(after(`reason = 'gift' where seq = 5100`).start).toEqual([
    { what: 'chain', why: 'entry 5100 was changed' },
  ]);
});

test('books that were wrong start again only when all of them are right', async () => {
  const intruder = new Connection(books.file, 'write');
  intruder.exec(`drop trigger ledger_entries_stay;
    update ledger_entries set reason = 'gift' where seq = 10`);
  intruder.close();
  await books.store.freeze(checkLedger(books.database.writer), START);
  books.database.writer.pragma('wal_checkpoint(truncate)');
  const file = `${books.file}.copy`;
  copyFileSync(books.file, file);
  const again = startDatabase({ file, features: [], now: START, pid: process.pid });
  expect(again.mismatches).toEqual([{ what: 'chain', why: 'entry 10 was changed' }]);
  again.close();
});
