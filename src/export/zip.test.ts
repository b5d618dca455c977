import { expect, test } from 'vitest';
import { readZip } from '../../test/export/read-zip.ts';
import { memorySink } from '../../test/export/table-bytes.ts';
import { TableTooLargeError } from './table.ts';
import { ZipWriter } from './zip.ts';

test('an archive holds its files, one after the other, piece by piece', async () => {
  const sink = memorySink();
  const zip = new ZipWriter(sink);
  await zip.add('a.txt', 'first');
  const file = await zip.open('folder/b.bin');
  const pieces = Array.from({ length: 40 }, (_, i) => Buffer.alloc(100_000, `piece ${i} `));
  for (const piece of pieces) await file.write(piece);
  await file.end();
  await zip.add('empty', '');
  await zip.end();

  const files = readZip(sink.bytes());
  expect([...files.keys()]).toEqual(['a.txt', 'folder/b.bin', 'empty']);
  expect(files.get('a.txt')?.toString()).toBe('first');
  expect(files.get('folder/b.bin')?.equals(Buffer.concat(pieces))).toBe(true);
  expect(files.get('empty')).toHaveLength(0);
});

test('an archive without files is a valid one', async () => {
  const sink = memorySink();
  await new ZipWriter(sink).end();
  expect(readZip(sink.bytes()).size).toBe(0);
});

test('what does not fit is refused instead of broken', async () => {
  const zip = new ZipWriter(memorySink(), 1000);
  await zip.add('small', 'x');
  await expect(zip.add('large', 'x'.repeat(1001))).rejects.toThrow(TableTooLargeError);
});
