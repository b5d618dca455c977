/** Those who write the million rows to a file, each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { exportInBackground } from '../src/export/background.ts';
import { carryOut } from '../src/export/order.ts';
import type { Format } from '../src/export/table.ts';
import { fileSink } from '../src/export/writer.ts';
import type { Figures } from './contender.ts';
import { temporaryFolder } from './house.ts';
import { ownMemory } from './program.ts';
import { COLUMNS, orderOf, QUERY, ROWS } from './rows.ts';

const NS_PER_MS = 1e6;

/** In the thread that asks, as `qunli export` does; in a worker, as a running bot does. */
export const csvHere = (database: string) => measure('csv', writeHere(database, 'csv'));
export const xlsxHere = (database: string) => measure('xlsx', writeHere(database, 'xlsx'));
export const csvInWorker = (database: string) => measure('csv', writeInWorker(database, 'csv'));
export const xlsxInWorker = (database: string) => measure('xlsx', writeInWorker(database, 'xlsx'));

type Write = (file: string) => Promise<unknown>;

function writeHere(database: string, format: Format): Write {
  return (file) => carryOut(orderOf(database, format), { sink: fileSink(file), called: file });
}

function writeInWorker(database: string, format: Format): Write {
  return (file) => exportInBackground({ order: orderOf(database, format), file });
}

/** The streaming writer of exceljs, one committed row after the other. */
export async function exceljsStreaming(database: string): Promise<Figures> {
  const { default: exceljs } = await import('exceljs');
  return measure('xlsx', async (filename) => {
    const db = new Database(database, { readonly: true });
    const book = new exceljs.stream.xlsx.WorkbookWriter({ filename });
    const sheet = book.addWorksheet('rows');
    sheet.addRow(COLUMNS.map(({ header }) => header)).commit();
    for (const row of db.prepare<[], unknown[]>(QUERY).raw().iterate()) sheet.addRow(row).commit();
    sheet.commit();
    await book.commit();
    db.close();
  });
}

/** The program of SQLite itself; it writes instants as bare numbers and makes no cell harmless. */
export function csvBySqlite(database: string): Promise<Figures> {
  return measure('csv', async (file) => {
    const args = ['-csv', '-header', database, QUERY];
    const child = spawn('sqlite3', args, { stdio: ['ignore', openSync(file, 'w'), 'inherit'] });
    await once(child, 'exit');
  });
}

async function measure(format: Format, write: Write): Promise<Figures> {
  const file = join(temporaryFolder(), `rows.${format}`);
  const beforeMiB = ownMemory().peakMiB;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await write(file);
  const seconds = (performance.now() - started) / 1_000;
  delay.disable();
  return {
    rowsPerSecond: ROWS / seconds,
    beforeMiB,
    peakMiB: ownMemory().peakMiB,
    longestBlockMs: delay.max / NS_PER_MS,
    megabytes: statSync(file).size / 1e6,
  };
}
