/** Looks ahead in the input of the sandbox for the time at which its story begins. */
import type { Instant } from '#kit';
import type { SourceLine } from './line-splitter.ts';
import { isBlank, readGiven } from './sandbox.ts';

/** Lines that are looked at; a story that begins later has nothing but mistakes before. */
const MOST_LOOKED_AT = 1_000;

export interface Story {
  /** Absent when none of the first lines can be read. */
  readonly begins: Instant | undefined;
  /** All lines, those that were looked at included. */
  readonly lines: AsyncIterable<SourceLine>;
}

/** Waits for the first line that tells a time, which is when a set clock begins. */
export async function storyIn(lines: AsyncIterable<SourceLine>): Promise<Story> {
  const source = lines[Symbol.asyncIterator]();
  const seen: SourceLine[] = [];
  let begins: Instant | undefined;
  while (begins === undefined && seen.length < MOST_LOOKED_AT) {
    const next = await source.next();
    if (next.done) break;
    seen.push(next.value);
    begins = timeOf(next.value);
  }
  return { begins, lines: joined(seen, source) };
}

function timeOf(given: SourceLine): Instant | undefined {
  if (isBlank(given)) return undefined;
  const line = readGiven(given);
  if (line.kind === 'unreadable') return undefined;
  return line.kind === 'tick' ? line.at : line.event.at;
}

async function* joined(
  seen: readonly SourceLine[],
  source: AsyncIterator<SourceLine>,
): AsyncIterable<SourceLine> {
  try {
    yield* seen;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}
