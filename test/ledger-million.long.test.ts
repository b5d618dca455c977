/** How long it takes to verify 1,000,000 entries: chain, balances, treasuries and day sums. */
import { strict as assert } from 'node:assert';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kit';
import { checkLedger } from '../src/store/ledger-check.ts';
import { Connection } from '../src/store/sqlite.ts';
import { type Books, openBooks, START } from './ledger-books.ts';

const ENTRIES = 1_000_000;
const ENTRIES_PER_STEP = 5_000;
const STEP_MS = 12 * 3_600_000;
const MOST_SECONDS = 30;

let books: Books;

beforeAll(async () => {
  books = await openBooks();
  for (let step = 0; step < ENTRIES / ENTRIES_PER_STEP; step += 1) await fill(step);
}, 900_000);

afterAll(() => books.close());

/** Every tenth entry is taken back, as reversals cost the check most. */
function fill(step: number): Promise<void> {
  return books.store.write(instantOf(START + step * STEP_MS), async ({ ledger }) => {
    for (let index = 0; index < ENTRIES_PER_STEP; index += 2) {
      const { id: member } = books.members[index % books.members.length] ?? assert.fail();
      const once = `fill:${step}:${index}`;
      const posted = await ledger.post({ member, points: 1 + (index % 9), reason: 'fill', once });
      assert(posted.kind === 'posted');
      if (index % 10 === 0) await ledger.reverse(posted.seq, { reason: 'back', mayOwe: true });
      else await ledger.post({ member, points: 1, reason: 'fill', once: `${once}:more` });
    }
  });
}

// Held against processor time, so that a busy machine does not fail it.
test('1,000,000 entries are verified with at most 30 seconds of work', () => {
  const begin = process.cpuUsage();
  expect(checkLedger(books.database.writer)).toEqual([]);
  const { user, system } = process.cpuUsage(begin);
  const seconds = (user + system) / 1_000_000;
  process.stdout.write(`1,000,000 entries verified in ${seconds.toFixed(1)} s\n`);
  expect(seconds).toBeLessThanOrEqual(MOST_SECONDS);
});

test('one changed entry among 1,000,000 is found', () => {
  const intruder = new Connection(books.file, 'write');
  intruder.exec('begin; drop trigger ledger_entries_stay;');
  intruder.exec("update ledger_entries set reason = 'gift' where seq = 654321");
  expect(checkLedger(intruder)).toMatchObject([{ what: 'chain' }]);
  intruder.exec('rollback');
  intruder.close();
});
