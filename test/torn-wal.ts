/**
 * Power cuts: the write-ahead log is cut off or garbled at any place, as a disk leaves it that lost
 * what it had not been told to keep. Whatever is left must be a state that the books once had, and
 * everything that had been acknowledged before the cut must be in it.
 */
import { strict as assert } from 'node:assert';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Random, seededRandom } from '#kit';
import { removeDatabase } from '../src/store/backup.ts';
import { openForReading } from '../src/store/open.ts';
import { startDatabase } from '../src/store/start.ts';
import { faults } from './kill/evidence.ts';
import { type Books, openBooks, START } from './ledger-books.ts';

export interface Cuts {
  readonly seed: string;
  readonly cuts: number;
}

export interface AfterCuts {
  /** What went wrong, one sentence for each cut; empty when all is well. */
  readonly problems: readonly string[];
  /** Cuts that lost nothing, because they fell behind the last commit. */
  readonly untouched: number;
}

/** What the books were after a commit, and how long the log was when it had been acknowledged. */
interface Acknowledged {
  readonly logBytes: number;
  readonly told: string;
}

const COMMITS = 60;
const MOST_POSTINGS = 6;
/** Bytes of noise; two pages of the database. */
const MOST_NOISE = 8_192;

export async function tearLog({ seed, cuts }: Cuts): Promise<AfterCuts> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-torn-'));
  const books = await openBooks();
  try {
    const history = await write(books, seed);
    const original = join(folder, 'original.db');
    for (const suffix of ['', '-wal'])
      copyFileSync(`${books.file}${suffix}`, `${original}${suffix}`);
    const torn = { original, copy: join(folder, 'copy.db'), history };
    const outcomes = Array.from({ length: cuts }, (_, index) =>
      cutOnce(torn, seededRandom(seed, `cut ${index}`)),
    );
    return {
      problems: outcomes.flatMap(({ problem }) => problem ?? []),
      untouched: outcomes.filter(({ isWhole }) => isWhole).length,
    };
  } finally {
    books.close();
    rmSync(folder, { recursive: true });
  }
}

/** One commit after the other, each noted as soon as it is acknowledged. */
async function write({ store, database, members, file }: Books, seed: string) {
  const { writer } = database;
  writer.pragma('wal_checkpoint(truncate)');
  writer.pragma('wal_autocheckpoint = 0');
  const chance = seededRandom(seed, 'history');
  const history: Acknowledged[] = [{ logBytes: 0, told: told(file) }];
  for (let commit = 0; commit < COMMITS; commit += 1) {
    await store.write(START, async ({ ledger }) => {
      for (let index = chance.int(1, MOST_POSTINGS); index > 0; index -= 1) {
        const { id: member } = chance.pick(members);
        const once = `${commit}:${index}`;
        await ledger.post({ member, points: chance.int(1, 99), reason: 'fill', once });
      }
    });
    history.push({ logBytes: statSync(`${file}-wal`).size, told: told(file) });
  }
  return history;
}

interface Torn {
  readonly original: string;
  readonly copy: string;
  readonly history: readonly Acknowledged[];
}

function cutOnce({ original, copy, history }: Torn, chance: Random) {
  const log = readFileSync(`${original}-wal`);
  const cut = chance.int(0, log.length);
  const isGarbled = chance.int(0, 1) === 1;
  removeDatabase(copy);
  copyFileSync(original, copy);
  writeFileSync(`${copy}-wal`, isGarbled ? garble(log, cut, chance) : log.subarray(0, cut));
  const where = `${isGarbled ? 'garbled' : 'cut off'} at byte ${cut} of ${log.length}`;
  const wanted = history.findLastIndex(({ logBytes }) => logBytes <= cut);
  const problem = problemIn(copy, { history, wanted });
  return {
    problem: problem === undefined ? undefined : `${where}: ${problem}`,
    isWhole: wanted === history.length - 1,
  };
}

/** A stretch of noise, behind which the log goes on or ends. */
function garble(log: Buffer, from: number, chance: Random): Buffer {
  const until = Math.min(log.length, from + chance.int(1, MOST_NOISE));
  const garbled = Buffer.from(log.subarray(0, chance.int(0, 1) === 1 ? log.length : until));
  for (let index = from; index < until; index += 1) garbled[index] = chance.int(0, 255);
  return garbled;
}

function problemIn(
  copy: string,
  { history, wanted }: { history: readonly Acknowledged[]; wanted: number },
): string | undefined {
  try {
    startDatabase({ file: copy, features: [], now: START, pid: process.pid }).close();
  } catch (error) {
    return `it does not open: ${error}`;
  }
  const [fault] = faults(copy);
  if (fault !== undefined) return fault;
  const now = told(copy);
  const state = history.findLastIndex((acknowledged) => acknowledged.told === now);
  if (state < 0) return 'its state is none that ever was';
  return state < wanted ? `${wanted - state} acknowledged commits are lost` : undefined;
}

/** Entries and balances in a few words; no two states of the history have the same. */
function told(file: string): string {
  const database = openForReading(file);
  try {
    const sql = `select
      (select count(*) || ':' || coalesce(hex(max(hash)), '') from ledger_entries),
      (select group_concat(member_id || '=' || balance, ' ' order by member_id) from balances)`;
    const [row] = database.iterate({ sql, parameters: [] });
    assert(row);
    return row.join(' | ');
  } finally {
    database.close();
  }
}
