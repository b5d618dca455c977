/** An export while the bot goes on writing, on a real database. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Books, openBooks, START } from '../../test/ledger-books.ts';
import { orderFor } from '../exports.ts';
import { exportsOf } from '../insight/catalogue.ts';
import { carryOut } from './order.ts';

/** More rows than fit into one piece of a file. */
const ENTRIES = 10_000;

let books: Books;
beforeEach(async () => {
  books = await openBooks();
});
afterEach(() => books.close());

function post(from: number, count: number): Promise<void> {
  return books.store.write(START, async ({ ledger }) => {
    for (let entry = from; entry < from + count; entry += 1) {
      const { id: member } = books.members[entry % books.members.length] ?? expect.fail();
      await ledger.post({ member, points: 1, reason: 'test', once: `${entry}` });
    }
  });
}

test('an export shows one moment, however much is posted while it is written', async () => {
  await post(0, ENTRIES);
  const parts = { file: books.file, features: [], everywhere: new Map() };
  const source = exportsOf([]).get('ledger') ?? expect.fail();
  const order = orderFor(books.database.reader, parts, { source, format: 'csv' });
  let pieces = 0;
  const sink = {
    async write() {
      await post(ENTRIES + pieces * 100, 100);
      pieces += 1;
    },
    end: async () => undefined,
  };
  expect(await carryOut(order, { sink, called: 'ledger.csv' })).toBe(ENTRIES);
  expect(pieces).toBeGreaterThan(2);
  expect(await carryOut(order, { sink, called: 'ledger.csv' })).toBeGreaterThan(ENTRIES);
});
