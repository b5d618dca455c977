/** Cuts what is read into lines; of a line that is too long only its length is kept. */
import { StringDecoder } from 'node:string_decoder';

/**
 * In UTF-16 units. The longest event (65,536 units of text, each written as `\uXXXX`) has half of
 * it; the bound keeps a file without line breaks from filling the memory.
 */
export const LONGEST_LINE = 1_048_576;

/** Stands for a line that was too long to be kept. */
export interface TooLong {
  readonly bytes: number;
}

/** Without its line break. */
export type SourceLine = string | TooLong;

export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  /** The beginning of a line whose end has not come yet; once it is too long, how long it is. */
  #open: SourceLine = '';

  /** Takes what was read, and gives the lines that end in it. */
  *push(chunk: Buffer | string): Iterable<SourceLine> {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    const parts = text.split('\n');
    const rest = parts.pop() ?? '';
    for (const part of parts) yield this.#close(part);
    this.#open = added(this.#open, rest);
  }

  /** Gives the last line when no line break ends it. */
  *end(): Iterable<SourceLine> {
    const last = this.#close(this.#decoder.end());
    if (last !== '') yield last;
  }

  #close(part: string): SourceLine {
    const line = added(this.#open, part);
    this.#open = '';
    return typeof line === 'string' && line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}

function added(open: SourceLine, part: string): SourceLine {
  if (typeof open !== 'string') return { bytes: open.bytes + Buffer.byteLength(part) };
  const line = open + part;
  return line.length <= LONGEST_LINE ? line : { bytes: Buffer.byteLength(line) };
}
