import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOSTILE_CELLS, hostileText } from '../../test/export/hostile-texts.ts';
import { openXlsx, type ReadCell, readXlsx } from '../../test/export/read-xlsx.ts';
import { readZip } from '../../test/export/read-zip.ts';
import { memorySink, tableBytes, tableOf } from '../../test/export/table-bytes.ts';
import { isFormulaLike } from './formula.ts';
import type { Cell, ColumnKind } from './table.ts';
import { writeXlsx } from './xlsx.ts';

const NOON = Date.parse('2026-03-01T12:00:00.123Z');

async function sheetOf(kinds: readonly ColumnKind[], rows: readonly (readonly Cell[])[]) {
  const [sheet] = await readXlsx(await tableBytes(tableOf(kinds, rows), 'xlsx'));
  return sheet ?? [];
}

async function cellOf(kind: ColumnKind, cell: Cell): Promise<ReadCell | undefined> {
  const [, row] = await sheetOf([kind], [[cell]]);
  return row?.[0];
}

describe('a table as XLSX', () => {
  test('of no rows is a header', async () => {
    expect(await sheetOf(['text', 'integer'], [])).toEqual([['c0', 'c1']]);
  });

  test('has typed cells', async () => {
    expect(
      await sheetOf(['text', 'integer', 'instant', 'day'], [['小明', -5, NOON, '2026-03-01']]),
    ).toEqual([
      ['c0', 'c1', 'c2', 'c3'],
      ['小明', -5, new Date(NOON), new Date('2026-03-01')],
    ]);
  });

  test('is the same byte for byte whenever it is written', async () => {
    const table = tableOf(['text'], [['小明'], ['=1']]);
    const first = await tableBytes(table, 'xlsx');
    expect(first.equals(await tableBytes(table, 'xlsx'))).toBe(true);
  });

  test('is a whole archive, checksums and all', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [`row ${i}`, i]);
    const files = readZip(await tableBytes(tableOf(['text', 'integer'], rows), 'xlsx'));
    expect([...files.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
    ]);
  });

  test('has a bold, frozen header with filters, and columns wide enough', async () => {
    const columns = [{ key: 'at', header: '最后发言时间', kind: 'instant' }] as const;
    const file = await tableBytes({ columns, rows: [[NOON]] }, 'xlsx');
    const sheet = (await openXlsx(file)).worksheets[0];
    expect(sheet?.getCell('A1').font.bold).toBe(true);
    expect(sheet?.getCell('A2').font.bold).toBeFalsy();
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:A2');
    expect(sheet?.getColumn(1).width).toBeGreaterThan('2026-03-01T12:00:00.123Z'.length);
  });

  test('goes on in further sheets where one is full, each with the header', async () => {
    const sink = memorySink();
    const table = tableOf(['integer'], [[1], [2], [3], [4], [5]]);
    const count = await writeXlsx({ table, sink }, { rows: 3, bytes: Infinity });
    expect(count).toBe(5);
    expect(await readXlsx(sink.bytes())).toEqual([
      [['c0'], [1], [2]],
      [['c0'], [3], [4]],
      [['c0'], [5]],
    ]);
  });

  test('begins no further sheet when the last row fits exactly', async () => {
    const sink = memorySink();
    await writeXlsx(
      { table: tableOf(['integer'], [[1], [2]]), sink },
      { rows: 3, bytes: Infinity },
    );
    expect(await readXlsx(sink.bytes())).toEqual([[['c0'], [1], [2]]]);
  });

  test('begins a further sheet before one outgrows its archive', async () => {
    const sink = memorySink();
    const rows = Array.from({ length: 300 }, (_, i) => ['row '.repeat(250) + i]);
    await writeXlsx({ table: tableOf(['text'], rows), sink }, { rows: Infinity, bytes: 200_000 });
    const sheets = await readXlsx(sink.bytes());
    expect(sheets.length).toBeGreaterThan(1);
    expect(sheets.flatMap((sheet) => sheet.slice(1))).toEqual(rows);
  });

  test('names its columns as spreadsheets do beyond Z', async () => {
    const kinds = Array.from({ length: 703 }, (): ColumnKind => 'integer');
    const file = await tableBytes(tableOf(kinds, [kinds.map((_, i) => i)]), 'xlsx');
    const sheet = (await openXlsx(file)).worksheets[0];
    expect(['Z2', 'AA2', 'ZZ2', 'AAA2'].map((at) => sheet?.getCell(at).value)).toEqual([
      25, 26, 701, 702,
    ]);
  });
});

describe('a cell', () => {
  test.for<[ColumnKind, Cell, ReadCell]>([
    ['text', '=1+1', '=1+1'],
    ['text', ' both ends ', ' both ends '],
    ['text', 'a\r\nb\tc\n', 'a\r\nb\tc\n'],
    ['text', '\0=1', '\0=1'],
    ['text', '_x0041_x0042_', '_x0041_x0042_'],
    ['text', '_x0041\u0001', '_x0041\u0001'],
    ['text', '<b>&amp;</b>]]>', '<b>&amp;</b>]]>'],
    ['text', '\ufffe\uffff', '\ufffe\uffff'],
    ['text', 'a\ud800', 'a\ufffd'],
    ['text', 10, '10'],
    ['text', null, null],
    ['integer', 999_999_999_999_999, 999_999_999_999_999],
    ['integer', 1_000_000_000_000_000, '1000000000000000'],
    ['integer', Infinity, 'Infinity'],
    ['integer', '=1', '=1'],
    ['instant', Date.parse('1899-12-31T00:00:00Z'), '1899-12-31T00:00:00.000Z'],
    ['instant', 8.64e15, '8640000000000000'],
    ['instant', 'soon', 'soon'],
    ['wall', NOON, new Date(NOON)],
    ['wall', Date.parse('1899-12-31T00:00:00Z'), '1899-12-31 00:00:00'],
    ['wall', 'soon', 'soon'],
    ['day', '2026-02-30', '2026-02-30'],
    ['day', '=1', '=1'],
    ['day', 5, '5'],
  ])('of kind %s: %j is read as %j', async ([kind, cell, read]) => {
    expect(await cellOf(kind, cell)).toEqual(read);
  });

  test('longer than spreadsheets allow is cut to 32,767 units and says so', async () => {
    const whole = 'x'.repeat(32_767);
    expect(await cellOf('text', whole)).toBe(whole);
    expect(await cellOf('text', `${whole}x`)).toBe(`${'x'.repeat(32_766)}…`);
    expect(await cellOf('text', `${'x'.repeat(32_765)}🌸xx`)).toBe(`${'x'.repeat(32_765)}…`);
    expect(await cellOf('text', `=${whole}`)).toBe(`=${'x'.repeat(32_765)}…`);
  });

  test('that looks like a formula stays text also when somebody edits it', async () => {
    const file = await tableBytes(
      tableOf(
        ['text'],
        HOSTILE_CELLS.map((cell) => [cell]),
      ),
      'xlsx',
    );
    const xml = readZip(file).get('xl/worksheets/sheet1.xml')?.toString() ?? '';
    const formulaLike = HOSTILE_CELLS.filter(isFormulaLike);
    expect(formulaLike.length).toBeGreaterThan(1000);
    expect(xml.match(/ s="4" t="inlineStr"/g)).toHaveLength(formulaLike.length);
    expect(xml).not.toContain('<f');
  });

  test.for([' a', 'a ', '\na', 'a\t', '签到\n', ' '])(
    'with white space at an end (%j) asks readers to keep it',
    async (text) => {
      const file = await tableBytes(tableOf(['text'], [[text]]), 'xlsx');
      const xml = readZip(file).get('xl/worksheets/sheet1.xml')?.toString();
      expect(xml).toContain(`<t xml:space="preserve">${text}</t>`);
    },
  );

  test('comes back exactly from any text', async () => {
    const row = fc.tuple(hostileText, fc.integer(), fc.option(hostileText));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const [, ...read] = await sheetOf(['text', 'integer', 'text'], rows);
        expect(read).toEqual(rows.map((cells) => cells.map(carried)));
      }),
      { numRuns: 60 },
    );
  });
});

/** exceljs reads an empty text as nothing; lone surrogates are lost in UTF-8. */
function carried(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  return cell === '' ? null : Buffer.from(cell).toString();
}
