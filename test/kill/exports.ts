/** Every export of a database as `qunli export` writes it, byte for byte. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { features } from '../../commands/index.ts';
import { carryOut } from '../../src/export/order.ts';
import { fileSink } from '../../src/export/writer.ts';
import { orderFor } from '../../src/exports.ts';
import { exportsOf } from '../../src/insight/catalogue.ts';
import { openForReading } from '../../src/store/open.ts';

/** @returns the CSV of each export by its name */
export async function exportAll(file: string): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-exports-'));
  const connection = openForReading(file);
  const parts = { file, features, everywhere: new Map() };
  const exported = new Map<string, string>();
  try {
    for (const [name, source] of exportsOf(features)) {
      const target = join(folder, `${name}.csv`);
      const order = orderFor(connection, parts, { source, format: 'csv' });
      await carryOut(order, { sink: fileSink(target), called: target });
      exported.set(`export ${name}`, readFileSync(target, 'latin1'));
    }
  } finally {
    connection.close();
    rmSync(folder, { recursive: true });
  }
  return exported;
}
