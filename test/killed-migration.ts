/**
 * The update of a database, killed anywhere: afterwards it is the old one or the new one, never
 * anything between, a backup of the old one was made first, and the next start finishes the work.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, type Random, seededRandom } from '#kit';
import { removeDatabase, verifyBackup } from '../src/store/backup.ts';
import { startDatabase } from '../src/store/start.ts';
import { faults, readColumn } from './kill/evidence.ts';
import { openBooks, START } from './ledger-books.ts';
import { later } from './migration/later.ts';

export interface Kills {
  readonly seed: string;
  readonly kills: number;
  /** Ledger entries in the old database. */
  readonly entries: number;
}

export interface AfterKills {
  readonly problems: readonly string[];
  /** How many were found old and how many new. */
  readonly old: number;
  readonly updated: number;
  /** The update undisturbed, from the first statement to the end. */
  readonly wholeMs: number;
}

const ENTRIES_PER_COMMIT = 5_000;
const child = join(import.meta.dirname, 'migration/child.mjs');

export async function killUpdates({ seed, kills, entries }: Kills): Promise<AfterKills> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-migration-'));
  const original = join(folder, 'original.db');
  const file = join(folder, 'qunli.db');
  const problems: string[] = [];
  const counts = { old: 0, updated: 0 };
  try {
    await makeOld(original, entries);
    fresh(original, file);
    const wholeMs = await update(file, undefined);
    for (let index = 0; index < kills; index += 1) {
      fresh(original, file);
      const chance = seededRandom(seed, `kill ${index}`);
      const at = await update(file, pointOf(chance, wholeMs));
      const isNew = hasLater(file);
      counts[isNew ? 'updated' : 'old'] += 1;
      for (const problem of problemsIn(file, { isNew, entries })) {
        problems.push(`killed after ${at.toFixed(0)} ms: ${problem}`);
      }
    }
    return { problems, ...counts, wholeMs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pointOf(chance: Random, wholeMs: number): number {
  return (chance.int(0, 1_050) / 1_000) * wholeMs;
}

async function makeOld(target: string, entries: number): Promise<void> {
  const { store, members, database, file, close } = await openBooks();
  for (let done = 0; done < entries; done += ENTRIES_PER_COMMIT) {
    await store.write(START, async ({ ledger }) => {
      for (let index = done; index < Math.min(entries, done + ENTRIES_PER_COMMIT); index += 1) {
        const member = members[index % members.length];
        if (!member) continue;
        await ledger.post({ member: member.id, points: 1, reason: 'fill', once: `fill ${index}` });
      }
    });
  }
  database.writer.pragma('wal_checkpoint(truncate)');
  copyFileSync(file, target);
  close();
}

function fresh(original: string, file: string): void {
  for (const name of readdirSync(join(file, '..'))) {
    if (name.startsWith('qunli.db')) removeDatabase(join(file, '..', name));
  }
  copyFileSync(original, file);
}

/** Starts the newer program on a file. @returns when it ended, in ms after it began the update */
async function update(file: string, killAfterMs: number | undefined): Promise<number> {
  const running = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(running.stdout, 'data');
  const begun = performance.now();
  const kill =
    killAfterMs === undefined ? undefined : setTimeout(() => running.kill('SIGKILL'), killAfterMs);
  await once(running, 'close');
  clearTimeout(kill);
  return performance.now() - begun;
}

function hasLater(file: string): boolean {
  return readColumn(file, `select name from sqlite_schema where name like 'later_%'`).length > 0;
}

/** Looks first, then starts the newer program again and looks once more. */
function problemsIn(file: string, found: { isNew: boolean; entries: number }): readonly string[] {
  const steps = stepsOf(file);
  const wanted = found.isNew ? later.steps.length : 0;
  const before = `${file}.before-update`;
  const problems = [...faults(file)];
  if (steps !== wanted) problems.push(`${steps} of ${later.steps.length} steps are recorded`);
  if (entriesOf(file) !== found.entries) problems.push('entries are missing');
  if (found.isNew && !existsSync(before)) problems.push('no backup was made first');
  if (existsSync(before)) verifyBackup(before);
  if (found.isNew && !isRefusedByOld(file)) problems.push('the older program takes the newer file');
  startDatabase({ file, features: [later], now: START, pid: process.pid }).close();
  if (stepsOf(file) !== later.steps.length) problems.push('the next start did not finish');
  return [...problems, ...faults(file)];
}

function stepsOf(file: string): number {
  return Number(readColumn(file, `select count(*) from migrations where owner = 'later'`)[0]);
}

function entriesOf(file: string): number {
  return Number(readColumn(file, 'select count(*) from ledger_entries')[0]);
}

/** The older program knows the feature, but not its last step. */
function isRefusedByOld(file: string): boolean {
  const older = { ...later, steps: later.steps.slice(0, -1) };
  try {
    startDatabase({ file, features: [older], now: START, pid: process.pid }).close();
    return false;
  } catch (error) {
    return error instanceof Fault && error.code === 'database-newer';
  }
}
