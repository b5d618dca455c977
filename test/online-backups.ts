/**
 * Backups while the bot is at work: each must be a moment of the books that really was, sound in
 * itself, and answers must not wait for it.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { verifyBackup } from '../src/store/backup.ts';
import { copyInBackground } from '../src/upkeep/copy.ts';
import { readColumn } from './kill/evidence.ts';
import { type Books, openBooks, START } from './ledger-books.ts';

export interface Rounds {
  readonly backups: number;
  readonly writesPerSecond: number;
}

export interface AfterRounds {
  readonly problems: readonly string[];
  readonly writes: number;
  /** Bytes of the largest backup. */
  readonly largest: number;
}

export async function backUpOnline(rounds: Rounds): Promise<AfterRounds> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-online-'));
  const books = await openBooks();
  const writing = new AbortController();
  const written = writeUntil(books, { rounds, signal: writing.signal });
  const problems: string[] = [];
  let largest = 0;
  try {
    for (let index = 0; index < rounds.backups; index += 1) {
      const target = join(folder, `${index}.db`);
      const before = entriesIn(books.file);
      largest = Math.max(largest, await copyInBackground({ file: books.file, target }));
      const problem = problemIn(target, { before, after: entriesIn(books.file) });
      if (problem !== undefined) problems.push(`backup ${index}: ${problem}`);
      rmSync(target);
    }
  } finally {
    writing.abort();
    await written;
    rmSync(folder, { recursive: true });
  }
  const writes = entriesIn(books.file);
  books.close();
  return { problems, writes, largest };
}

async function writeUntil(
  { store, members }: Books,
  { rounds, signal }: { rounds: Rounds; signal: AbortSignal },
): Promise<void> {
  const pause = 1_000 / rounds.writesPerSecond;
  for (let index = 0; !signal.aborted; index += 1) {
    const { id: member } = members[index % members.length] ?? assert.fail();
    await store.write(START, ({ ledger }) =>
      ledger.post({ member, points: 1, reason: 'fill', once: `write ${index}` }),
    );
    await wait(pause);
  }
}

function problemIn(
  backup: string,
  { before, after }: { before: number; after: number },
): string | undefined {
  try {
    verifyBackup(backup);
  } catch (error) {
    return String(error);
  }
  const entries = entriesIn(backup);
  if (entries >= before && entries <= after) return undefined;
  return `${entries} entries, though there were ${before} to ${after}`;
}

function entriesIn(file: string): number {
  return Number(readColumn(file, 'select count(*) from ledger_entries')[0]);
}
