/** A million rows as a ledger has them: Chinese, emoji, quotes, line breaks, numbers and days. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ExportOrder } from '../src/export/order.ts';
import type { Column, Format } from '../src/export/table.ts';
import { openForWriting } from '../src/store/open.ts';
import { temporaryFolder } from './house.ts';

export const ROWS = 1_000_000;
const BEGINNING = Date.parse('2026-03-01T00:00:00Z');
const NAMES = ['小明', '小红 🌸', 'O\'Brien "Bob"', '王小二\n(二号)', '=SUM(A1)', 'Zoë', '群友,甲'];
const REASONS = ['checkin', 'chat', 'award', 'give.sent'];

export const COLUMNS: readonly Column[] = [
  { key: 'seq', header: 'seq', kind: 'integer' },
  { key: 'at', header: 'at', kind: 'instant' },
  { key: 'day', header: 'day', kind: 'day' },
  { key: 'name', header: 'name', kind: 'text' },
  { key: 'points', header: 'points', kind: 'integer' },
  { key: 'balance', header: 'balance', kind: 'integer' },
  { key: 'reason', header: 'reason', kind: 'text' },
  { key: 'note', header: 'note', kind: 'text' },
];

export const QUERY =
  'select seq, at, day, name, points, balance, reason, note from rows order by seq';

/** Makes the database anew. @returns its file */
export function makeRows(): string {
  const file = join(temporaryFolder(), 'rows.db');
  // Our own opening marks the file as ours; without the mark an export refuses it.
  openForWriting(file).close();
  const db = new Database(file);
  db.exec(`create table rows (seq integer primary key, at integer, day text, name text,
    points integer, balance integer, reason text, note text)`);
  const insert = db.prepare('insert into rows values (?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let seq = 1; seq <= ROWS; seq += 1) insert.run(...rowOf(seq));
  })();
  db.close();
  return file;
}

function rowOf(seq: number): readonly (string | number | null)[] {
  const at = BEGINNING + seq * 7_777;
  const day = new Date(at).toISOString().slice(0, 10);
  const note = seq % 3 === 0 ? `活动奖励 “第 ${seq} 次”` : null;
  const points = (seq % 41) - 20 || 5;
  return [seq, at, day, of(NAMES, seq), points, seq % 9_999, of(REASONS, seq), note];
}

function of(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

export function orderOf(database: string, format: Format): ExportOrder {
  return { database, format, columns: COLUMNS, query: { sql: QUERY, parameters: [] } };
}
