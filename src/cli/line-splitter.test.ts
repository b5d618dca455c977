import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter, LONGEST_LINE, type SourceLine } from './line-splitter.ts';
import { linesOf } from './lines-of.ts';

function splitAll(chunks: readonly (Buffer | string)[]): readonly SourceLine[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
}

test('lines are the same however the bytes come in, with a character cut in two or not', () => {
  const text = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 8 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 7 }), (parts, size) => {
      const plain = parts.map((part) => part.replace(/[\r\n\p{Cs}]/gu, ''));
      const bytes = Buffer.from(plain.map((part) => `${part}\r\n`).join(''));
      const count = Math.ceil(bytes.length / size);
      const chunks = Array.from({ length: count }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      expect(splitAll(chunks)).toEqual(plain);
    }),
  );
});

test('the last line needs no line break, and a blank one in between is a line', () => {
  expect(splitAll(['a\n\nb'])).toEqual(['a', '', 'b']);
  expect(splitAll(['a\n'])).toEqual(['a']);
  expect(splitAll([])).toEqual([]);
});

test('a file without line breaks is one line that is too long, and fills no memory', async () => {
  const chunk = Buffer.alloc(65_536, 'x');
  const chunks = 2_000;
  function* endless() {
    yield 'first\n';
    for (let count = 0; count < chunks; count += 1) yield chunk;
    yield '\nlast';
  }
  const before = process.memoryUsage().rss;
  const lines: SourceLine[] = [];
  const standardInput = Readable.from(endless());
  for await (const line of linesOf({ file: undefined, standardInput })) lines.push(line);
  expect(lines).toEqual(['first', { bytes: chunks * chunk.length }, 'last']);
  expect(process.memoryUsage().rss - before).toBeLessThan((chunks * chunk.length) / 2);
  expect(splitAll(['x'.repeat(LONGEST_LINE), '\n'])).toEqual(['x'.repeat(LONGEST_LINE)]);
});
