/**
 * A real spreadsheet program opens what we write. Where LibreOffice is not installed these tests
 * are left out and say so.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_CELLS } from '../../test/export/hostile-texts.ts';
import { readFods, type SeenCell } from '../../test/export/read-fods.ts';
import { tableBytes, tableOf } from '../../test/export/table-bytes.ts';
import { recoverCell } from './formula.ts';

const NAUGHTY_STRINGS = join(import.meta.dirname, '../../../shared/data/blns.json');
/** LibreOffice's program: no package of ours, so its tests must do without it, too. */
const OFFICE = 'soffice';
const isInstalled = spawnSync('which', [OFFICE]).status === 0;
/** Comma, double quote, UTF-8, from the first line on: what people choose in the dialogue. */
const CSV_IMPORT = '--infilter=CSV:44,34,76,1';
/** CSV has no types: what looks like a number or a truth value is one to a spreadsheet. */
const LIKE_A_VALUE = /^(?:[\d.,/E+-]+|true|false)$/i;
const START_MS_MAX = 120_000;

const cells = [...HOSTILE_CELLS, ...naughtyStrings()];
const rows = cells.map((cell, i) => [i, cell, -i, 1_772_330_370_123 + i * 1001, '2026-03-01']);
const table = tableOf(['integer', 'text', 'integer', 'instant', 'day'], rows);

test.skipIf(!existsSync(NAUGHTY_STRINGS))(
  'the 515 naughty strings are among the cells (left out without shared/data/blns.json)',
  () => {
    expect(naughtyStrings()).toHaveLength(515);
  },
);

describe.skipIf(!isInstalled)('LibreOffice (left out where soffice is not installed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-spreadsheet-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.for([
    ['csv', [CSV_IMPORT]],
    ['xlsx', []],
  ] as const)('opens %s', ([format, options]) => {
    let seen: readonly (readonly SeenCell[])[] = [];

    beforeAll(async () => {
      writeFileSync(join(folder, `table.${format}`), await tableBytes(table, format));
      seen = convert(folder, { name: `table.${format}`, options });
    }, START_MS_MAX);

    test('and finds all rows', () => {
      expect(seen.length).toBeGreaterThanOrEqual(rows.length + 1);
      expect(seen[0]?.slice(0, 5).map(({ text }) => text)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
    });

    test('and finds no formula', () => {
      expect(seen.flat().filter(({ formula }) => formula !== null)).toEqual([]);
    });

    test('and finds the texts that went in', () => {
      const wrong = cells.filter((cell, i) => {
        const { text = '', isText = true } = seen[i + 1]?.[1] ?? {};
        if (format === 'csv' && !isText && LIKE_A_VALUE.test(cell)) return false;
        return visible(format === 'csv' ? recoverCell(text) : text) !== visible(cell);
      });
      expect(wrong).toEqual([]);
    });

    test('and finds numbers, instants and days as written', () => {
      const last = rows.length;
      expect(seen[last]?.slice(2, 5).map(({ text }) => text)).toEqual([
        String(1 - last),
        new Date(1_772_330_370_123 + (last - 1) * 1001).toISOString(),
        '2026-03-01',
      ]);
    });
  });
});

function convert(folder: string, file: { name: string; options: readonly string[] }) {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const to = ['--headless', '--convert-to', 'fods', '--outdir', join(folder, file.name.slice(6))];
  execFileSync(OFFICE, [profile, ...to, ...file.options, join(folder, file.name)], {
    stdio: 'ignore',
    timeout: START_MS_MAX,
  });
  return readFods(readFileSync(join(folder, file.name.slice(6), 'table.fods'), 'utf8'));
}

/** LibreOffice keeps no control characters but line breaks, and those not by their kind. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\ufffd\ufffe\uffff]/gu, '');
}

function naughtyStrings(): readonly string[] {
  if (!existsSync(NAUGHTY_STRINGS)) return [];
  const strings: readonly string[] = JSON.parse(readFileSync(NAUGHTY_STRINGS, 'utf8'));
  return strings;
}
