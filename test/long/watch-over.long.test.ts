/** What the real program does beside its talk: it checks the books and makes backups by itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyBackup } from '../../src/store/backup.ts';
import { Connection } from '../../src/store/sqlite.ts';

const root = join(import.meta.dirname, '../..');
const qunli = join(root, 'src/qunli.mjs');

/** A group in which somebody has checked in. */
async function makeBooks(file: string): Promise<void> {
  const child = spawn(process.execPath, [qunli, 'sandbox', '--db', file], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const at = '2026-03-01T09:00:00+08:00';
  const event = { at, type: 'message', group: 'g1', from: 'u1', id: 'm1', text: '签到' };
  child.stdin.end(`${JSON.stringify(event)}\n`);
  await once(child, 'close');
}

/** Starts the program on a database; what it logs is collected. */
function run(file: string) {
  const folder = dirname(file);
  const child = spawn(process.execPath, [qunli, 'start'], {
    cwd: folder,
    env: { ...process.env, QUNLI_DB: file, QUNLI_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  return {
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

test('a running bot notices that its books were changed, and makes a sound backup', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-watch-'));
  const file = join(folder, 'qunli.db');
  await makeBooks(file);
  const program = run(file);
  try {
    await expect.poll(program.log, { timeout: 90_000 }).toContain('backup made and verified');
    const [backup = ''] = readdirSync(join(folder, 'backups'));
    verifyBackup(join(folder, 'backups', backup));
  } finally {
    await program.stop();
  }
  const again = run(file);
  try {
    await expect.poll(again.log, { timeout: 20_000 }).toContain('no platform is connected yet');
    const intruder = new Connection(file, 'write');
    intruder.exec('drop trigger ledger_entries_stay; update ledger_entries set points = 1000');
    intruder.close();
    await expect.poll(again.log, { timeout: 30_000 }).toContain('the books are wrong');
  } finally {
    await again.stop();
    rmSync(folder, { recursive: true });
  }
});
