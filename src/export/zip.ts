/**
 * A ZIP archive written front to back into a sink, its files compressed while they come.
 * It is a plain ZIP without the 64-bit extension: what does not fit is refused, not broken.
 * Layout: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.9 (data descriptor), 4.3.12
 * (central directory), 4.3.16 (end).
 */
import { crc32 } from 'node:zlib';
import { ZIP_BYTES_MAX } from './bounds.ts';
import { Deflater } from './deflater.ts';
import { type Sink, TableTooLargeError } from './table.ts';

const VERSION = 20;
/** Bit 3: checksum and sizes follow the file, because they are not known before it. */
const SIZES_FOLLOW = 0x0008;
const DEFLATED = 8;
/** 1980-01-01 00:00, the zero of ZIP: the same table gives the same bytes at any time. */
const TIME = 0;
const DATE = (1 << 5) | 1;

/** What the central directory says of a file. */
interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  checksum: number;
  compressedBytes: number;
  bytes: number;
}

/** A file of the archive that is being written. */
export interface ZipFile {
  /** Resolves when more may be written. */
  write(piece: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** An archive; its files are written one after the other, never two at a time. */
export class ZipWriter {
  readonly #sink: Sink;
  readonly #bytesMax: number;
  readonly #entries: Entry[] = [];
  #offset = 0;

  constructor(sink: Sink, bytesMax = ZIP_BYTES_MAX) {
    this.#sink = sink;
    this.#bytesMax = bytesMax;
  }

  /** Begins a file; the one before must have ended. */
  async open(name: string): Promise<ZipFile> {
    const entry: Entry = {
      name: Buffer.from(name),
      offset: this.#offset,
      checksum: 0,
      compressedBytes: 0,
      bytes: 0,
    };
    await this.#write(localHeader(entry));
    const deflater = new Deflater(async (chunk) => {
      entry.compressedBytes += chunk.length;
      await this.#write(chunk);
    });
    return {
      write: async (piece) => {
        entry.checksum = crc32(piece, entry.checksum);
        entry.bytes += piece.length;
        this.#refuseBeyondMax(entry.bytes);
        await deflater.add(piece);
      },
      end: async () => {
        await deflater.end();
        await this.#write(descriptor(entry));
        this.#entries.push(entry);
      },
    };
  }

  /** A whole file at once. */
  async add(name: string, text: string): Promise<void> {
    const file = await this.open(name);
    await file.write(Buffer.from(text));
    await file.end();
  }

  /** Writes the directory; the sink itself is left open. */
  async end(): Promise<void> {
    const begin = this.#offset;
    for (const entry of this.#entries) await this.#write(directoryRecord(entry));
    await this.#write(endRecord({ count: this.#entries.length, begin, end: this.#offset }));
  }

  async #write(chunk: Uint8Array): Promise<void> {
    this.#offset += chunk.length;
    this.#refuseBeyondMax(this.#offset);
    await this.#sink.write(chunk);
  }

  #refuseBeyondMax(bytes: number): void {
    if (bytes <= this.#bytesMax) return;
    throw new TableTooLargeError('the table does not fit into an XLSX file of 4 GiB');
  }
}

function localHeader({ name }: Entry): Buffer {
  return Buffer.concat([
    u32(0x04034b50),
    u16(VERSION, SIZES_FOLLOW, DEFLATED, TIME, DATE),
    u32(0, 0, 0),
    u16(name.length, 0),
    name,
  ]);
}

function descriptor({ checksum, compressedBytes, bytes }: Entry): Buffer {
  return u32(0x08074b50, checksum, compressedBytes, bytes);
}

function directoryRecord({ name, offset, checksum, compressedBytes, bytes }: Entry): Buffer {
  return Buffer.concat([
    u32(0x02014b50),
    u16(VERSION, VERSION, SIZES_FOLLOW, DEFLATED, TIME, DATE),
    u32(checksum, compressedBytes, bytes),
    u16(name.length, 0, 0, 0, 0),
    u32(0, offset),
    name,
  ]);
}

function endRecord(directory: { count: number; begin: number; end: number }): Buffer {
  const { count, begin, end } = directory;
  return Buffer.concat([u32(0x06054b50), u16(0, 0, count, count), u32(end - begin, begin), u16(0)]);
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value, 2 * i);
  return bytes;
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, 4 * i);
  return bytes;
}
