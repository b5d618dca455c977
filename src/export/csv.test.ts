import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileText } from '../../test/export/hostile-texts.ts';
import { readCsv } from '../../test/export/read-csv.ts';
import { tableBytes, tableOf } from '../../test/export/table-bytes.ts';
import { isFormulaLike, recoverCell } from './formula.ts';
import type { Cell, ColumnKind } from './table.ts';

const BOM = '\ufeff';

async function csvOf(kinds: readonly ColumnKind[], rows: readonly (readonly Cell[])[]) {
  return (await tableBytes(tableOf(kinds, rows), 'csv')).toString();
}

/** The text of the second record, the first after the header. */
async function cellOf(kind: ColumnKind, cell: Cell) {
  const csv = await csvOf([kind], [[cell]]);
  return csv.slice(`${BOM}c0\r\n`.length, -2);
}

describe('a table as CSV', () => {
  test('of no rows is a header', async () => {
    expect(await csvOf(['text', 'integer'], [])).toBe(`${BOM}c0,c1\r\n`);
  });

  test('has a line per row', async () => {
    const rows = [
      ['小明', 5, 1_772_330_370_000, '2026-03-01'],
      ['小红', -3, null, null],
    ];
    expect(await csvOf(['text', 'integer', 'instant', 'day'], rows)).toBe(
      `${BOM}c0,c1,c2,c3\r\n小明,5,2026-03-01T01:59:30.000Z,2026-03-01\r\n小红,-3,,\r\n`,
    );
  });

  test('treats headers like any text', async () => {
    const columns = [{ key: 'k', header: '=1,2', kind: 'integer' }] as const;
    const bytes = await tableBytes({ columns, rows: [] }, 'csv');
    expect(bytes.toString()).toBe(`${BOM}"'=1,2"\r\n`);
  });

  test('fills up a row that is too short and leaves out what is too much', async () => {
    expect(await csvOf(['text', 'text'], [['a'], ['a', 'b', 'c']])).toBe(
      `${BOM}c0,c1\r\na,\r\na,b\r\n`,
    );
  });
});

describe('a cell', () => {
  test.for<[ColumnKind, Cell, string]>([
    ['text', '签到', '签到'],
    ['text', null, ''],
    ['text', '', '""'],
    ['text', 'a,b', '"a,b"'],
    ['text', 'a;b', '"a;b"'],
    ['text', 'say "hi"', '"say ""hi"""'],
    ['text', 'line\nbreak', '"line\nbreak"'],
    ['text', '=1+1', "'=1+1"],
    ['text', '-补签', "'-补签"],
    ['text', '=a,"b"', '"\'=a,""b"""'],
    ['text', 'a\0b', 'a\ufffdb'],
    ['text', '\0=1', '\ufffd=1'],
    ['text', 'a\ud800', '"a\ufffd"'],
    ['text', '🌸', '🌸'],
    ['text', -5, "'-5"],
    ['text', 123, '123'],
    ['integer', -5, '-5'],
    ['integer', 0, '0'],
    ['integer', 9_007_199_254_740_991, '9007199254740991'],
    ['integer', -Infinity, "'-Infinity"],
    ['integer', '=1', "'=1"],
    ['instant', 0, '1970-01-01T00:00:00.000Z'],
    ['instant', -1, '1969-12-31T23:59:59.999Z'],
    ['instant', -8.64e15, "'-8640000000000000"],
    ['instant', 'soon', 'soon'],
    ['wall', 0, '1970-01-01 00:00:00'],
    ['wall', 8.64e15, '8640000000000000'],
    ['day', '2026-03-01', '2026-03-01'],
    ['day', '=1', "'=1"],
    ['day', 20260301, '20260301'],
  ])('of kind %s: %j is written %j', async ([kind, cell, written]) => {
    expect(await cellOf(kind, cell)).toBe(written);
  });

  test('comes back exactly, and none is a formula', async () => {
    const row = fc.tuple(hostileText, fc.integer(), fc.option(hostileText));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const csv = await csvOf(['text', 'integer', 'text'], rows);
        const [, ...read] = readCsv(csv.slice(1));
        expect(read.map(([a, n, b]) => [a, Number(n), b].map(recovered))).toEqual(
          rows.map((cells) => cells.map(carried)),
        );
        for (const field of read.flatMap(([a, , b]) => [a ?? '', b ?? '']))
          expect(isFormulaLike(field) && !field.startsWith("'")).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

function recovered(cell: string | number | undefined): string | number | undefined {
  return typeof cell === 'string' ? recoverCell(cell) : cell;
}

/** What CSV can carry of a cell: no null, no NUL, no lone surrogate. */
function carried(cell: Cell): string | number {
  return typeof cell === 'number'
    ? cell
    : Buffer.from(cell ?? '')
        .toString()
        .replaceAll('\0', '\ufffd');
}
