/** Tables as people save and send them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, readTable } from './tabular.ts';

test('commas, semicolons and tabs, quotes and empty lines are read as people mean them', () => {
  const text = 'a,b\r\n1,"x ""y"", z"\r\n\r\n3，4\n5\t6\n7;8';
  expect(readTable(text)).toEqual([
    ['a', 'b'],
    ['1', 'x "y", z'],
    [''],
    ['3', '4'],
    ['5', '6'],
    ['7', '8'],
  ]);
});

test('what nobody would call a table is read all the same, and never for ever', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('"', ',', '\n', 'a')),
      (a, b) => {
        for (const text of [a, b.join('')])
          expect(readTable(text).flat().length).toBeLessThanOrEqual(text.length + 1);
      },
    ),
  );
});

test('a table as old Excel on a Mac saves it loses no line', () => {
  expect(readTable('1,50\r2,30\r\n3,"a\rb"\r4,5')).toEqual([
    ['1', '50'],
    ['2', '30'],
    ['3', 'a\rb'],
    ['4', '5'],
  ]);
});

test('fields that were quoted as the standard says come back as they were', () => {
  const field = fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ' ', 'a', '，') });
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 1 }), { minLength: 1 }), (records) => {
      const quoted = records.map((record) => record.map((one) => `"${one.replaceAll('"', '""')}"`));
      const text = quoted.map((record) => record.join(',')).join('\r\n');
      expect(readTable(text)).toEqual(records);
    }),
  );
});

test('UTF-8 with and without its mark, and GB 18030, are the same words', () => {
  expect(decodeText(Buffer.from('\uFEFF积分'))).toBe('积分');
  expect(decodeText(Buffer.from('积分'))).toBe('积分');
  expect(decodeText(Buffer.from([0xbb, 0xfd, 0xb7, 0xd6]))).toBe('积分');
});
