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
import { dumpTables, faults } from './kill/evidence.ts';
import { type Books, openBooks, START } from './ledger-books.ts';

export interface Scratches {
  readonly seed: string;
  readonly copies: number;
  /** Entries in the books; at a start only the newest {@link NEWEST} are looked at one by one. */
  readonly entries: number;
}

export interface Found {
  /** The program did not start. */
  refused: number;
  /** It started and said that the books are wrong, so spending is paused. */
  noticed: number;
  /**
   * It started on the right balances; that the words of an entry long ago were changed is found by
   * the check that follows the start.
   */
  found: number;
  /** It started, and every balance and entry was as before: free space or a name was hit. */
  unharmed: number;
  /** It started as if all were well, on books that are not the real ones. */
  readonly fooled: string[];
  /** It met an error that no operator could understand. */
  readonly stumbled: string[];
}

const MOST_BYTES = 64;
const PER_COMMIT = 1_000;

export async function openScratched({ seed, copies, entries }: Scratches): Promise<Found> {
  const books = await openBooks();
  const folder = mkdtempSync(join(tmpdir(), 'qunli-flipped-'));
  const sound = join(folder, 'sound.db');
  const copy = join(folder, 'copy.db');
  const found: Found = { ...NOTHING, fooled: [], stumbled: [] };
  try {
    await fill(books, entries);
    books.database.writer.pragma('wal_checkpoint(truncate)');
    copyFileSync(books.file, sound);
    const truth = truthOf(sound);
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

const NOTHING = { refused: 0, noticed: 0, found: 0, unharmed: 0 };

async function fill({ store, members }: Books, entries: number): Promise<void> {
  for (let done = 0; done < entries; done += PER_COMMIT) {
    await store.write(START, async ({ ledger }) => {
      for (let index = done; index < Math.min(entries, done + PER_COMMIT); index += 1) {
        const member = members[index % members.length];
        if (!member) continue;
        const points = 1 + (index % 50);
        await ledger.post({ member: member.id, points, reason: 'fill', once: `fill:${index}` });
      }
    });
  }
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

interface Judged {
  readonly copy: string;
  readonly truth: Truth;
  readonly what: string;
}

function judge(found: Found, { copy, truth, what }: Judged): void {
  try {
    const database = startDatabase({ file: copy, features: [], now: START, pid: process.pid });
    database.close();
    const told = truthOf(copy);
    if (database.mismatches.length > 0) found.noticed += 1;
    else if (told.all === truth.all) found.unharmed += 1;
    else if (told.balances === truth.balances && faults(copy).length > 0) found.found += 1;
    else found.fooled.push(what);
  } catch (error) {
    if (error instanceof Fault) found.refused += 1;
    else found.stumbled.push(`${what}: ${error}`);
  }
}

interface Truth {
  /** Every balance and treasury. */
  readonly balances: string;
  /** These and every entry. */
  readonly all: string;
}

function truthOf(file: string): Truth {
  const tables = dumpTables(file);
  const balances = `${tables.get('balances')}\n${tables.get('treasuries')}`;
  return { balances, all: `${balances}\n${tables.get('ledger_entries')}` };
}
