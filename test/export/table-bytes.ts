/** Tables written into memory, for tests that read them back. */
import type { Cell, Column, ColumnKind, Format, Sink, Table } from '../../src/export/table.ts';
import { writeTable } from '../../src/export/writer.ts';

/** A sink that keeps what it is given. */
export function memorySink(): Sink & { bytes(): Buffer } {
  const chunks: Uint8Array[] = [];
  return {
    write: async (chunk) => {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    },
    end: async () => {},
    bytes: () => Buffer.concat(chunks),
  };
}

/** All bytes of the table in the format. */
export async function tableBytes(table: Table, format: Format): Promise<Buffer> {
  const sink = memorySink();
  await writeTable({ table, format, sink });
  return sink.bytes();
}

/** A table of one column per kind, headed c0, c1, ... */
export function tableOf(kinds: readonly ColumnKind[], rows: Iterable<readonly Cell[]>): Table {
  const columns: readonly Column[] = kinds.map((kind, i) => ({
    key: `c${i}`,
    header: `c${i}`,
    kind,
  }));
  return { columns, rows };
}
