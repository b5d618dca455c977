/**
 * A disk that lies: copies of a database with a few bytes changed are opened as the bot opens them.
 * SQLite has no checksums of its pages, so the books' own chain has to find what it does not.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, type Random, seededRandom } from '#kit';
import { removeDatabase } from '../src/store/backup.ts';
import { startDatabase } from '../src/store/start.ts';
import { type Books, openBooks, START } from './ledger-books.ts';

export interface Scratches {
  readonly seed: string;
  readonly copies: number;
}

export interface Found {
  /** The program did not start. */
  refused: number;
  /** It started and said that the books are wrong, so spending is paused. */
  noticed: number;
  /** It started, and every balance and entry was as before: free space or a name was hit. */
  unharmed: number;
  /** It started as if all were well, on books that are not the real ones. */
  readonly fooled: string[];
  /** It met an error that no operator could understand. */
  readonly stumbled: string[];
}

const POSTINGS = 300;
const MOST_BYTES = 64;

export async function openScratched({ seed, copies }: Scratches): Promise<Found> {
  const books = await openBooks();
  const folder = mkdtempSync(join(tmpdir(), 'qunli-flipped-'));
  const sound = join(folder, 'sound.db');
  const copy = join(folder, 'copy.db');
  const found: Found = { refused: 0, noticed: 0, unharmed: 0, fooled: [], stumbled: [] };
  try {
    await fill(books);
    books.database.writer.pragma('wal_checkpoint(truncate)');
    copyFileSync(books.file, sound);
    const truth = told(sound);
    for (let index = 0; index < copies; index += 1) {
      const what = scratch({ from: sound, to: copy, chance: seededRandom(seed, `copy ${index}`) });
      judge(found, { copy, truth, what });
    }
  } finally {
    books.close();
    rmSync(folder, { recursive: true });
  }
  return found;
}

async function fill({ store, members }: Books): Promise<void> {
  await store.write(START, async ({ ledger }) => {
    for (let index = 0; index < POSTINGS; index += 1) {
      const member = members[index % members.length];
      if (!member) continue;
      const points = 1 + (index % 50);
      await ledger.post({ member: member.id, points, reason: 'fill', once: `fill:${index}` });
    }
  });
}

interface Scratch {
  readonly from: string;
  readonly to: string;
  readonly chance: Random;
}

/** Changes 1 to 64 bytes, one after the other or all over the file. @returns where, in words */
function scratch({ from, to, chance }: Scratch): string {
  removeDatabase(to);
  const bytes = readFileSync(from);
  const count = chance.int(1, MOST_BYTES);
  const isRun = chance.int(0, 1) === 1;
  const start = chance.int(0, bytes.length - MOST_BYTES);
  for (let index = 0; index < count; index += 1) {
    const place = isRun ? start + index : chance.int(0, bytes.length - 1);
    bytes[place] = (bytes[place] ?? 0) ^ chance.int(1, 255);
  }
  writeFileSync(to, bytes);
  return `${count} bytes ${isRun ? `from ${start} on` : 'all over'}`;
}

function judge(found: Found, { copy, truth, what }: { copy: string; truth: string; what: string }) {
  try {
    const database = startDatabase({ file: copy, features: [], now: START, pid: process.pid });
    database.close();
    if (database.mismatches.length > 0) found.noticed += 1;
    else if (told(copy) === truth) found.unharmed += 1;
    else found.fooled.push(what);
  } catch (error) {
    if (error instanceof Fault) found.refused += 1;
    else found.stumbled.push(`${what}: ${error}`);
  }
}

/** Every balance, treasury and entry. */
function told(file: string): string {
  const database = startDatabase({ file, features: [], now: START, pid: process.pid });
  try {
    const rows = ['balances', 'treasuries', 'ledger_entries'].map((table) => [
      ...database.reader.iterate({ sql: `select * from ${table} order by 1`, parameters: [] }),
    ]);
    return JSON.stringify(rows);
  } finally {
    database.close();
  }
}
