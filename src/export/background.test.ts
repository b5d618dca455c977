/** The worker of exports, as the running bot uses it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kit';
import { startDatabase } from '../store/start.ts';
import { exportInBackground } from './background.ts';
import type { ExportOrder } from './order.ts';

let folder: string;
let order: ExportOrder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-background-'));
  const file = join(folder, 'qunli.db');
  startDatabase({ file, features: [], now: instantOf(0), pid: process.pid }).close();
  order = {
    database: file,
    format: 'csv',
    columns: [{ key: 'n', header: 'n', kind: 'integer' }],
    query: { sql: 'select 1 union all select ?', parameters: [2] },
  };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a worker writes the file and says how many rows it has', async () => {
  const file = join(folder, 'rows.csv');
  expect(await exportInBackground({ order, file })).toBe(2);
  expect(readFileSync(file, 'utf8')).toBe('\ufeffn\r\n1\r\n2\r\n');
});

test('what the disk or the database refuses comes back as a fault that names the file', async () => {
  const nowhere = join(folder, 'no', 'such', 'folder.csv');
  await expect(exportInBackground({ order, file: nowhere })).rejects.toMatchObject({
    name: 'Fault',
    code: 'file-unwritable',
    message: `${nowhere}: there is no such folder`,
  });
  const lost = { ...order, database: join(folder, 'lost.db') };
  const file = join(folder, 'lost.csv');
  await expect(exportInBackground({ order: lost, file })).rejects.toMatchObject({
    code: 'file-unreadable',
  });
  expect(readdirSync(folder).filter((name) => name.startsWith('lost'))).toEqual([]);
});
