/** Lines of a file or of standard input, one at a time, however long it is. */
import { createReadStream, type Stats, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
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

/** @throws Stop when the source cannot be read */
export async function* linesOf({ file, standardInput, stop }: LineSource): AsyncIterable<string> {
  const source = file === undefined ? standardInput : createReadStream(file, 'utf8');
  const lines = createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY });
  let failure: Stop | undefined;
  let isStopped = false;
  // Closing ends the loop below. Racing each line against a promise that seldom resolves would
  // work too, but leaves something behind in memory for every line.
  source.once('error', (error: Error) => {
    failure = unreadable(file, error);
    lines.close();
  });
  void stop?.then(() => {
    isStopped = true;
    lines.close();
    source.destroy();
  });
  try {
    for await (const line of lines) {
      if (isStopped) return;
      yield line;
    }
  } catch (error) {
    failure ??= unreadable(file, error);
  }
  if (failure) throw failure;
}

function unreadable(file: string | undefined, error: unknown): Stop {
  const why = error instanceof Error ? error.message : String(error);
  return new Stop(EXIT.failed, `${file ?? 'standard input'}: cannot be read (${why})`);
}
