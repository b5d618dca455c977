/** Lines of a file or of standard input, one at a time, however long it is. */
import { createReadStream, type Stats, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { LineSplitter, type SourceLine } from './line-splitter.ts';
import { EXIT, Stop } from './stop.ts';

export interface LineSource {
  /** Standard input when absent. */
  readonly file: string | undefined;
  readonly standardInput: Readable;
  /** Resolves when no further line is wanted, although there may be more. */
  readonly stop?: Promise<void>;
}

/**
 * Looks at a file before anything else is begun: a slip in its name must not make a database.
 * @returns its size in bytes; 0 for a pipe or a device
 * @throws Stop when there is no such file, or when it is a folder
 */
export function sizeOfFile(file: string): number {
  let stats: Stats | undefined;
  try {
    stats = statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(file, error);
  }
  if (!stats) throw new Stop(EXIT.failed, `${file}: there is no such file`);
  if (stats.isDirectory()) throw new Stop(EXIT.failed, `${file}: this is a folder, not a file`);
  return stats.size;
}

/**
 * Lines in order, without their breaks, and a mark for each that is too long to be kept.
 * @throws Stop when the source cannot be read
 */
export async function* linesOf(from: LineSource): AsyncIterable<SourceLine> {
  const { file, standardInput, stop } = from;
  const source = file === undefined ? standardInput : createReadStream(file);
  const splitter = new LineSplitter();
  let isStopped = false;
  // It ends the loop below. Racing each chunk against a promise that seldom resolves would work
  // too, but leaves something behind in memory for every chunk.
  void stop?.then(() => {
    isStopped = true;
    source.destroy();
  });
  try {
    for await (const chunk of source) {
      if (isStopped) return;
      yield* splitter.push(chunk);
    }
    yield* splitter.end();
  } catch (error) {
    // What was destroyed on purpose complains that it was.
    if (!isStopped) throw unreadable(file, error);
  }
}

function unreadable(file: string | undefined, error: unknown): Stop {
  const why = error instanceof Error ? error.message : String(error);
  return new Stop(EXIT.failed, `${file ?? 'standard input'}: cannot be read (${why})`);
}
