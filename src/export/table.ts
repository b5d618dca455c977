/**
 * What the writers of tables take and give: columns, raw rows and a place to write to.
 * It knows no database and no feature; whoever exports describes the columns.
 */

import type { Zone } from '#kit';

/** A value as SQLite yields it in a raw row. */
export type Cell = string | number | null;

/**
 * What a column holds.
 *
 * - `text`: shown as it is, never as a formula or a number.
 * - `integer`: a whole number; CSV and JSON write it bare, XLSX as a number.
 * - `instant`: epoch milliseconds in the row; ISO 8601 in UTC in CSV and JSON, a date in XLSX.
 * - `wall`: an instant as the clock of a zone shows it, in the row as if that were UTC;
 *   `YYYY-MM-DD HH:MM:SS` in CSV and JSON, a date in XLSX.
 * - `day`: `YYYY-MM-DD` in the row; the same text in CSV and JSON, a date in XLSX.
 *
 * A cell that does not fit its kind (SQLite allows it) is written as text; nothing is lost.
 */
export type ColumnKind = 'text' | 'integer' | 'instant' | 'wall' | 'day';

/** One column: `key` names it in JSON, `header` heads it in CSV and XLSX. */
export interface Column {
  readonly key: string;
  readonly header: string;
  readonly kind: ColumnKind;
  /** Words for people in place of values. */
  readonly words?: Readonly<Record<string, string>> | undefined;
  /** Of `wall`: whose clock. */
  readonly zone?: Zone | undefined;
}

/** Columns and rows; the rows are read once, in order, and never held all at a time. */
export interface Table {
  /** What the rows are, in a word or two; a workbook names its sheets by it. */
  readonly title?: string | undefined;
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** The formats in which a table can be written. */
export type Format = 'csv' | 'xlsx' | 'json';

/** Told now and then, and at the end, how many rows have been written so far. */
export type OnProgress = (rows: number) => void;

/**
 * Where the bytes go. Every method rejects with the system's own error (`ENOSPC`, `EPIPE`, ...).
 * The writers never change a chunk after they have handed it over.
 */
export interface Sink {
  /** Resolves when more may be written. */
  write(chunk: Uint8Array | string): Promise<void>;
  /** Resolves when all is written; nothing may be written afterwards. */
  end(): Promise<void>;
  /** Called instead of `end` when the table could not be written whole: leave no half a file. */
  abort?(): Promise<void>;
}

/** What a writer of one format is given. */
export interface Writing {
  readonly table: Table;
  readonly sink: Sink;
  readonly onProgress?: OnProgress | undefined;
}

/** The table is larger than its format can hold; another format can hold it. */
export class TableTooLargeError extends Error {
  override readonly name = 'TableTooLargeError';
  readonly code = 'table_too_large';
  readonly retry = 'never';
}
