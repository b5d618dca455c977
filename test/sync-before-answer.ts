/**
 * Watches the system calls of the real program: check-ins go in one by one, and each answer must
 * leave behind a sync that follows the last write to the log of the database.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../src/qunli.mjs');
/** Only these calls stop the program, which would otherwise take five times as long. */
const CALLS = 'trace=write,pwrite64,fsync,fdatasync';

/** Some containers have strace, but may not watch a process. */
export const hasStrace =
  spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']).status === 0;

export interface Watched {
  /** Answers to check-ins, in the order in which they were written. */
  readonly answers: number;
  /** Syncs between the last answer and this one, for each answer. */
  readonly syncsBefore: readonly number[];
  /** Answers that left while something written to the database was not synced yet. */
  readonly unsynced: number;
}

/** @returns what the trace of so many check-ins, each sent after the answer before, shows */
export async function watchCheckIns(count: number): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-sync-'));
  const trace = join(folder, 'trace');
  try {
    await checkInOneByOne(['-f', '--seccomp-bpf', '-y', '-e', CALLS, '-o', trace], {
      folder,
      count,
    });
    return readTrace(readFileSync(trace, 'utf8').split('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function checkInOneByOne(
  strace: readonly string[],
  { folder, count }: { folder: string; count: number },
): Promise<void> {
  const args = [...strace, process.execPath, program, 'sandbox', '--db', join(folder, 'qunli.db')];
  const child = spawn('strace', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (let n = 1; n <= count; n += 1) {
    child.stdin.write(`${checkInLine(n)}\n`);
    await answers.next();
  }
  child.stdin.end();
  await once(child, 'exit');
}

/** A member of their own for each, minutes apart: no answer is merged or withheld. */
function checkInLine(n: number): string {
  const at = new Date(Date.parse('2026-03-01T00:00:00Z') + n * 60_000).toISOString();
  const said = { type: 'message', group: 'g1', from: `u${n}`, id: `m${n}`, text: '签到' };
  return JSON.stringify({ at, ...said });
}

/** `-y` puts the path behind each number of a file: `pwrite64(21</tmp/x/qunli.db-wal>, …`. */
const CALL = /\b(pwrite64|fsync|fdatasync)\(\d+<([^>]*)>/;
/** An answer as strace shows it; the program's own helpers write to other pipes. */
const ANSWER = /\bwrite\(1(?:<[^>]*>)?, "\{\\"at\\"/;

function readTrace(lines: readonly string[]): Watched {
  const syncsBefore: number[] = [];
  let [syncs, unsynced, isDirty] = [0, 0, false];
  for (const line of lines) {
    const [, call = '', path = ''] = CALL.exec(line) ?? [];
    if (path.endsWith('.db-wal')) {
      isDirty = call === 'pwrite64';
      syncs += isDirty ? 0 : 1;
    }
    if (!ANSWER.test(line)) continue;
    syncsBefore.push(syncs);
    syncs = 0;
    unsynced += isDirty ? 1 : 0;
  }
  return { answers: syncsBefore.length, syncsBefore, unsynced };
}
