/**
 * Reads a ZIP archive by its central directory and checks all that is said twice: local headers,
 * data descriptors, sizes and checksums.
 */
import { crc32, inflateRawSync } from 'node:zlib';

const END_BYTES = 22;

/** The files of the archive by name; throws where something does not agree. */
export function readZip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const end = zip.subarray(-END_BYTES);
  agree('end', end.readUInt32LE(0), 0x06054b50);
  const files = new Map<string, Buffer>();
  let at = end.readUInt32LE(16);
  for (let i = 0; i < end.readUInt16LE(10); i += 1) {
    agree('directory', zip.readUInt32LE(at), 0x02014b50);
    const nameBytes = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    files.set(name, readFile(zip, { at, name }));
    at += 46 + nameBytes;
  }
  agree('end of the directory', at, zip.length - END_BYTES);
  return files;
}

function readFile(zip: Buffer, entry: { at: number; name: string }): Buffer {
  const checksum = zip.readUInt32LE(entry.at + 16);
  const compressedBytes = zip.readUInt32LE(entry.at + 20);
  const bytes = zip.readUInt32LE(entry.at + 24);
  const local = zip.readUInt32LE(entry.at + 42);
  agree('local header', zip.readUInt32LE(local), 0x04034b50);
  const begin = local + 30 + zip.readUInt16LE(local + 26);
  const end = begin + compressedBytes;
  agree('local name', zip.toString('utf8', local + 30, begin), entry.name);
  const descriptor = [0, 4, 8, 12].map((offset) => zip.readUInt32LE(end + offset));
  agree('descriptor', descriptor.join(), [0x08074b50, checksum, compressedBytes, bytes].join());
  const content = inflateRawSync(zip.subarray(begin, end));
  agree('size', content.length, bytes);
  agree('checksum', crc32(content), checksum);
  return content;
}

function agree(what: string, found: number | string, expected: number | string): void {
  if (found !== expected) throw new Error(`${what}: ${found} instead of ${expected}`);
}
