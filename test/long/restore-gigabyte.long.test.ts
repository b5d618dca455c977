/**
 * How long an operator waits for a backup of a gigabyte to be put back: all of it ledger entries,
 * which take longest to check. `N=100` takes 100 MB.
 */
import { strict as assert } from 'node:assert';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults, readColumn } from '../kill/evidence.ts';
import { type Books, openBooks, START } from '../ledger-books.ts';
import { qunli } from '../operator/qunli.ts';
import { sizeOfRun } from './size-of-run.ts';

const MEGABYTE = 1_000_000;
const ENTRIES_PER_COMMIT = 20_000;
const MOST_SECONDS = 300;

const { n: megabytes } = sizeOfRun(1_000);
let books: Books;
let entries = 0;

beforeAll(async () => {
  books = await openBooks();
  while (sizeOf(books.file) < megabytes) await fill();
});
afterAll(() => books.close());

const sizeOf = (file: string) => statSync(file).size / MEGABYTE;

async function fill(): Promise<void> {
  const first = entries;
  entries += ENTRIES_PER_COMMIT;
  await books.store.write(START, async ({ ledger }) => {
    for (let index = first; index < entries; index += 1) {
      const { id: member } = books.members[index % books.members.length] ?? assert.fail();
      await ledger.post({ member, points: 1, reason: 'fill', once: `fill:${index}` });
    }
  });
}

const spent = async (work: () => Promise<{ code: unknown; err: string }>) => {
  const begun = performance.now();
  const { code, err } = await work();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return (performance.now() - begun) / 1_000;
};

test('a backup of a gigabyte is put back within five minutes', async () => {
  const folder = dirname(books.file);
  const backup = join(folder, 'backup.db');
  const db = join(folder, 'other', 'qunli.db');
  const backupSeconds = await spent(() => qunli(['backup', backup, '--db', books.file]));
  const restoreSeconds = await spent(() => qunli(['restore', backup, '--db', db]));
  const seconds = { backup: backupSeconds.toFixed(1), restore: restoreSeconds.toFixed(1) };
  const facts = { megabytes: Math.round(sizeOf(db)), entries, seconds };
  process.stdout.write(`restore: ${JSON.stringify(facts)}\n`);
  expect(restoreSeconds).toBeLessThanOrEqual(MOST_SECONDS);
  expect(readColumn(db, 'select count(*) from ledger_entries')).toEqual([`${entries}`]);
  expect(faults(db)).toEqual([]);
  expect(readdirSync(join(folder, 'other')).filter((name) => /restoring/.test(name))).toEqual([]);
});
