/** Reads an export of a pretend group the way a test wants to see it. */
import { strict as assert } from 'node:assert';
import type { Day } from '#kit';
import { orderFor } from '../exports.ts';
import { exportsOf } from '../insight/catalogue.ts';
import { openForReading } from '../store/open.ts';
import type { Chat } from './open-chat.ts';

export interface Wanted {
  /** The name of the export, e.g. `checkins`. */
  readonly what: string;
  readonly from?: Day;
  readonly to?: Day;
}

/** All rows of an export as objects, as JSON would have them but with instants as numbers. */
export function exportedRows(
  { exportParts }: Pick<Chat, 'exportParts'>,
  { what, ...wanted }: Wanted,
): readonly Readonly<Record<string, unknown>>[] {
  const source = exportsOf(exportParts.features).get(what);
  assert(source, `there is no export «${what}»`);
  const connection = openForReading(exportParts.file);
  try {
    const order = orderFor(connection, exportParts, { ...wanted, source, format: 'json' });
    const keys = order.columns.map(({ key }) => key);
    return [...connection.iterate(order.query)].map((row) =>
      Object.fromEntries(keys.map((key, index) => [key, row[index]])),
    );
  } finally {
    connection.close();
  }
}
