/** Writes lines to a stream and waits while its reader is slower than we are. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { EXIT, Stop } from './stop.ts';

export class LineWriter {
  /** Resolves when no further line can be written. */
  readonly broken: Promise<void>;
  readonly #stream: Writable;
  #failure: Stop | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
    this.broken = new Promise((resolve) => {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        // A reader that went away (`| head`) ends the run quietly, as people expect of a filter.
        if (error.code === 'EPIPE') process.exit(EXIT.done);
        this.#failure ??= new Stop(
          EXIT.failed,
          `standard output: cannot be written (${error.message})`,
        );
        resolve();
      });
    });
  }

  /** @throws Stop when this line or one before it could not be written */
  async write(line: string): Promise<void> {
    this.#check();
    if (this.#stream.write(`${line}\n`)) return;
    await once(this.#stream, 'drain').catch(() => undefined);
    this.#check();
  }

  /** To be called after the last line. @throws Stop when any could not be written */
  async end(): Promise<void> {
    // A stream tells of what went wrong with the last line only in its next turn.
    await turn();
    this.#check();
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
