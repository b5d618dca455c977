/**
 * Pours rows as text into a sink, in pieces, so that neither memory nor the event loop notices how
 * many rows there are. It knows no format.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { TEXT_PIECE_BYTES } from './bounds.ts';
import { Bytes } from './bytes.ts';
import type { Cell, Writing } from './table.ts';

/** A format that puts some text for each row, and texts before, between and after them. */
export interface RowFormat {
  readonly before: Uint8Array;
  readonly between: Uint8Array;
  readonly after: Uint8Array;
  putRow(out: Bytes, row: readonly Cell[]): void;
}

/** Writes all rows and gives their number; rejects with the error of the rows or of the sink. */
export async function pour(writing: Writing, format: RowFormat): Promise<number> {
  const { table, sink, onProgress } = writing;
  const out = new Bytes(2 * TEXT_PIECE_BYTES);
  let count = 0;
  out.raw(format.before);
  for (const row of table.rows) {
    if (count > 0) out.raw(format.between);
    format.putRow(out, row);
    count += 1;
    if (out.length < TEXT_PIECE_BYTES) continue;
    await sink.write(out.take());
    onProgress?.(count);
    // A pipe on Linux is written to at once, so that only this gives the others their turn.
    await turn();
  }
  out.raw(format.after);
  await sink.write(out.take());
  onProgress?.(count);
  return count;
}
