/**
 * An export as plain data: what to read and how to write it. It can be handed to a worker, which
 * then needs to know neither features nor settings.
 */
import type { Compiled } from '#kit';
import { openForReading } from '../store/open.ts';
import type { Connection } from '../store/sqlite.ts';
import { rowsForPeople } from './for-people.ts';
import { asExportFault } from './trouble.ts';
import { type Column, type Format, type OnProgress, type Sink, writeTable } from './writer.ts';

export interface ExportOrder {
  /** The database file. */
  readonly database: string;
  readonly format: Format;
  /** What the table is called; a worksheet has it as its name. */
  readonly title?: string | undefined;
  readonly columns: readonly Column[];
  readonly query: Compiled;
}

export interface Delivery {
  readonly sink: Sink;
  /** What the sink is called in messages for the operator. */
  readonly called: string;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Reads the rows on a connection of its own and writes them; one statement sees one moment of the
 * database, whatever is written meanwhile.
 * @returns the number of rows
 * @throws Fault that names the file when the database or the place refuses
 */
export async function carryOut(order: ExportOrder, delivery: Delivery): Promise<number> {
  const { database, format, title, columns, query } = order;
  const connection = openForReading(database);
  try {
    const rows = rowsForPeople(columns, connection.iterate(query));
    const { sink, onProgress } = delivery;
    return await writeTable({ format, table: { title, columns, rows }, sink, onProgress });
  } catch (error) {
    throw asExportFault(error, delivery.called);
  } finally {
    connection.close();
  }
}

/** How many rows an order will have; takes about a third of the time that writing them takes. */
export function countRows(connection: Connection, { query }: ExportOrder): number {
  const counting = { ...query, sql: `select count(*) from (${query.sql})` };
  const [row] = connection.iterate(counting);
  return Number(row?.[0] ?? 0);
}
