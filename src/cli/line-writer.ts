/** Writes lines to a stream and waits while its reader is slower than we are. */
import type { Writable } from 'node:stream';

export class LineWriter {
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
    // A reader that went away (`| head`) ends the run quietly, as people expect of a filter.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
    });
  }

  async write(line: string): Promise<void> {
    if (this.#stream.write(`${line}\n`)) return;
    await new Promise<void>((drained) => this.#stream.once('drain', drained));
  }
}
