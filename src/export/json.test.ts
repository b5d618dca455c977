import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileText } from '../../test/export/hostile-texts.ts';
import { tableBytes, tableOf } from '../../test/export/table-bytes.ts';
import type { Cell, ColumnKind } from './table.ts';

async function jsonOf(kinds: readonly ColumnKind[], rows: readonly (readonly Cell[])[]) {
  return (await tableBytes(tableOf(kinds, rows), 'json')).toString();
}

describe('a table as JSON', () => {
  test('of no rows is an empty array', async () => {
    expect(JSON.parse(await jsonOf(['text'], []))).toEqual([]);
  });

  test('has an object a line, keys as given', async () => {
    const rows = [
      ['小明', 5, 1_772_330_370_000, '2026-03-01'],
      ['a"b', null, null, null],
    ];
    expect(await jsonOf(['text', 'integer', 'instant', 'day'], rows)).toBe(
      '[\n{"c0":"小明","c1":5,"c2":"2026-03-01T01:59:30.000Z","c3":"2026-03-01"},\n' +
        '{"c0":"a\\"b","c1":null,"c2":null,"c3":null}\n]\n',
    );
  });

  test('takes keys, not headers, whatever is in them', async () => {
    const columns = [{ key: 'a"\n', header: '表头', kind: 'text' }] as const;
    const bytes = await tableBytes({ columns, rows: [['x']] }, 'json');
    expect(JSON.parse(bytes.toString())).toEqual([{ 'a"\n': 'x' }]);
  });

  test.for<[ColumnKind, Cell, unknown]>([
    ['text', 5, '5'],
    ['integer', Infinity, 'Infinity'],
    ['integer', 'x', 'x'],
    ['integer', -0.5, -0.5],
    ['instant', 8.64e15, '8640000000000000'],
    ['instant', 'soon', 'soon'],
    ['day', 5, '5'],
  ])('of kind %s: %j is %j', async ([kind, cell, read]) => {
    expect(JSON.parse(await jsonOf([kind], [[cell]]))).toEqual([{ c0: read }]);
  });

  test('gives every cell back exactly, lone surrogates and NUL included', async () => {
    const row = fc.tuple(fc.string({ unit: 'binary' }), fc.integer(), fc.option(hostileText));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        expect(JSON.parse(await jsonOf(['text', 'integer', 'text'], rows))).toEqual(
          rows.map(([c0, c1, c2]) => ({ c0, c1, c2 })),
        );
      }),
      { numRuns: 300 },
    );
  });
});
