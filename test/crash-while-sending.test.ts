/** The program is killed while a platform has been called and has not answered yet. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sandboxBot } from '../bots/sandbox/index.ts';
import { checkInAt, openOn } from './crash/hung-platform.ts';
import { readColumn } from './kill/evidence.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-crash-'));
  file = join(folder, 'qunli.db');
  await killWhileSending('hung');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function killWhileSending(group: string): Promise<void> {
  const child = join(import.meta.dirname, 'crash/child.mjs');
  const running = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(running, 'close');
  for await (const line of createInterface({ input: running.stdout })) {
    if (line === `sending ${group}`) running.kill('SIGKILL');
  }
  await ended;
}

const states = () => readColumn(file, `select state || ' ' || lane from outbox order by id`);

test('that it was being sent stands in the database, and is unknown after the restart', async () => {
  expect(states()).toEqual(['sent g:well', 'sending g:hung']);
  const sent: unknown[] = [];
  const bot = sandboxBot(async (delivery) => void sent.push(delivery));
  const app = await openOn(file, bot);
  await app.settle();
  expect(states()).toEqual(['sent g:well', 'unknown g:hung']);
  expect(readColumn(file, `select why from outbox where state = 'unknown'`)).toEqual([
    'the program stopped while it was being sent',
  ]);
  // Delivered again by the platform: it was stored, so neither points nor answer come twice.
  await checkInAt(app, bot, 'hung');
  await app.close();
  expect(sent).toEqual([]);
  expect(states()).toEqual(['sent g:well', 'unknown g:hung']);
  expect(readColumn(file, 'select count(*) from ledger_entries')).toEqual(['2']);
});
