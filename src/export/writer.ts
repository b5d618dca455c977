/**
 * The door of this folder: writes a table in a format to a sink. It picks the writer and ends the
 * sink; who asks for the table and what is in it is not its business.
 */
import { writeCsv } from './csv.ts';
import { writeJson } from './json.ts';
import type { Format, Writing } from './table.ts';
import { writeXlsx } from './xlsx.ts';

export { fileSink, stdoutSink, withoutMark } from './sink.ts';
export * from './table.ts';

const WRITERS: Readonly<Record<Format, (writing: Writing) => Promise<number>>> = {
  csv: writeCsv,
  json: writeJson,
  xlsx: (writing) => writeXlsx(writing),
};

/** What `writeTable` is given. */
export interface TableWriting extends Writing {
  readonly format: Format;
}

/**
 * Writes all rows of `table` and ends `sink`; gives the number of rows. Works in pieces of a few
 * milliseconds with a turn of the event loop between them, in memory that does not grow with the
 * rows. Rejects with the error of the rows or of the sink, after it has told the sink to abort.
 */
export async function writeTable({ format, ...writing }: TableWriting): Promise<number> {
  const { sink } = writing;
  try {
    const rows = await WRITERS[format](writing);
    await sink.end();
    return rows;
  } catch (error) {
    // What went wrong first is what must be heard, not that tidying up failed as well.
    await sink.abort?.().catch(() => {});
    throw error;
  }
}
