/**
 * Where tables are written: a file that appears only when it is whole, and standard output.
 * Errors of the system reach the writer as they are; nothing here ends the process.
 */
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import type { Sink } from './table.ts';

/** An open file: `writing` is its name for now, `whole` its name when all is written. */
interface Target {
  readonly handle: FileHandle;
  readonly writing: string;
  readonly whole: string;
}

/**
 * A file at `path`, made at the first write. Until `end` it is called `path` + `.part`, so that a
 * full disk or a crash leaves neither half a table nor destroys the one that was there; `abort`
 * removes it. A device or a pipe is written to directly. It is not flushed to the disk with fsync:
 * an export lost in a power cut can be made again.
 */
export function fileSink(path: string): Sink {
  let target: Promise<Target> | undefined;
  const opened = () => {
    target ??= openTarget(path);
    return target;
  };
  return {
    async write(chunk) {
      const { handle } = await opened();
      await handle.writeFile(chunk);
    },
    async end() {
      const { handle, writing, whole } = await opened();
      await handle.close();
      if (writing !== whole) await rename(writing, whole);
    },
    async abort() {
      if (target === undefined) return;
      const { handle, writing, whole } = await target;
      await handle.close();
      if (writing !== whole) await rm(writing, { force: true });
    },
  };
}

async function openTarget(path: string): Promise<Target> {
  const whole = await realPath(path);
  const isReplaced = whole === null || (await stat(whole)).isFile();
  const name = whole ?? path;
  const writing = isReplaced ? `${name}.part` : name;
  return { handle: await open(writing, 'w'), writing, whole: name };
}

/** Where the links of `path` lead to, or null where there is nothing yet. */
async function realPath(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Standard output, or another stream that the caller keeps: `end` leaves it open. When the reader
 * goes away (`... | head`), `write` rejects with `EPIPE`, and the process lives on.
 */
export function stdoutSink(stream: Writable = process.stdout): Sink {
  // The stream also emits what `write` rejects with; unheard, that would end the process.
  stream.on('error', () => {});
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
    end: async () => {},
  };
}

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** The same sink, for readers that do not expect a byte order mark at the beginning. */
export function withoutMark(sink: Sink): Sink {
  let isFirst = true;
  return {
    ...sink,
    write(chunk) {
      const begins = isFirst;
      isFirst = false;
      return sink.write(begins ? withoutLeadingMark(chunk) : chunk);
    },
  };
}

function withoutLeadingMark(chunk: Uint8Array | string): Uint8Array {
  const bytes = Buffer.from(chunk);
  const { length } = BYTE_ORDER_MARK;
  return bytes.subarray(0, length).equals(BYTE_ORDER_MARK) ? bytes.subarray(length) : bytes;
}
