/** Lines of events as operators hand them in: a file, standard input, or `-` for that. */
import type { SourceLine } from './line-splitter.ts';
import { type LineSource, linesOf, sizeOfFile } from './lines-of.ts';

const STANDARD_INPUT = '-';
/** Some editors put it before the first line of a file. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** Looks at the source before anything is begun. @returns bytes; 0 for a pipe. @throws Stop */
export function sizeOfSource(file: string | undefined): number {
  return file === undefined || file === STANDARD_INPUT ? 0 : sizeOfFile(file);
}

/** @throws Stop when the source cannot be read */
export async function* eventLines({ file, ...source }: LineSource): AsyncIterable<SourceLine> {
  let isFirst = true;
  const named = file === STANDARD_INPUT ? undefined : file;
  for await (const line of linesOf({ ...source, file: named })) {
    yield isFirst && typeof line === 'string' ? line.replace(BYTE_ORDER_MARK, '') : line;
    isFirst = false;
  }
}
