/** The hourly check of the books, on a real database, with timers that the test moves. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Span, Timers } from '#kit';
import { type Books, openBooks, START } from '../../test/ledger-books.ts';
import type { Mismatch } from '../store/ledger-check.ts';
import { Connection } from '../store/sqlite.ts';
import { type Watch, watchBooks } from './watch.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

let books: Books;
let watch: Watch;
let waits: { readonly span: Span; readonly then: () => void }[];
let found: (readonly Mismatch[])[];
let errors: string[];

beforeEach(async () => {
  books = await openBooks();
  waits = [];
  found = [];
  errors = [];
});
afterEach(async () => {
  await watch.stop();
  books.close();
});

const timers: Timers = {
  after(span, then) {
    const wait = { span, then };
    waits.push(wait);
    return { cancel: () => void waits.splice(waits.indexOf(wait), 1) };
  },
  breathe: () => Promise.resolve(),
};

function begin(file = books.file): void {
  const ignore = () => undefined;
  const log = { info: ignore, warn: ignore, error: (_: unknown, why: string) => errors.push(why) };
  watch = watchBooks({
    file,
    timers,
    log,
    onChecked: async (mismatches) => void found.push(mismatches),
  });
}

/** Lets the next check begin and end. */
async function check(): Promise<Span | undefined> {
  const [wait] = waits.splice(0);
  wait?.then();
  await expect.poll(() => waits.length, { timeout: 20_000 }).toBe(1);
  return wait?.span;
}

test('the books are checked ten seconds after the start and every hour after', async () => {
  begin();
  expect(await check()).toBe(10 * SECOND);
  expect(await check()).toBe(HOUR);
  expect(found).toEqual([[], []]);
}, 30_000);

test('an entry that was changed while the bot runs is found', async () => {
  const { id: member } = books.members[0] ?? expect.fail();
  await books.store.write(START, ({ ledger }) =>
    ledger.post({ member, points: 5, reason: 'test', once: 'a' }),
  );
  begin();
  await check();
  const intruder = new Connection(books.file, 'write');
  intruder.exec('drop trigger ledger_entries_stay; update ledger_entries set points = 6');
  intruder.close();
  await check();
  expect(found[0]).toEqual([]);
  expect(found[1]).toContainEqual({ what: 'chain', why: 'entry 1 was changed' });
}, 30_000);

test('a database that cannot be read is logged and tried again', async () => {
  begin(`${books.file}.lost`);
  await check();
  expect(errors).toEqual(['the books could not be checked']);
  expect(found).toEqual([]);
}, 30_000);
