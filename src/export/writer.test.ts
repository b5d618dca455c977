import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memorySink, tableOf } from '../../test/export/table-bytes.ts';
import type { Cell, Format, Sink } from './table.ts';
import { fileSink, writeTable } from './writer.ts';

const FORMATS: readonly Format[] = ['csv', 'json', 'xlsx'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-export-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Rows one by one, and whether their source has been closed. */
function endlessRows() {
  const source = { given: 0, isClosed: false, rows };
  function* rows(): Generator<readonly Cell[]> {
    try {
      for (;;) {
        source.given += 1;
        yield [`小明 number ${source.given}`];
      }
    } finally {
      source.isClosed = true;
    }
  }
  return source;
}

function* someRows(count: number): Generator<readonly Cell[]> {
  for (let i = 0; i < count; i += 1) yield [`小明 number ${i}`];
}

describe.for(FORMATS)('a table as %s', (format) => {
  test('is written to a file, and its rows are counted', async () => {
    const path = join(folder, `table.${format}`);
    const table = tableOf(['text'], someRows(1000));
    expect(await writeTable({ table, format, sink: fileSink(path) })).toBe(1000);
    expect(readFileSync(path).length).toBeGreaterThan(1000);
  });

  test('tells how far it is, and at last all', async () => {
    const told: number[] = [];
    const table = tableOf(['text'], someRows(30_000));
    await writeTable({ table, format, sink: memorySink(), onProgress: (n) => told.push(n) });
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(30_000);
  });

  test('gives the event loop a turn with each piece, also when the sink never waits', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await writeTable({ table: tableOf(['text'], someRows(50_000)), format, sink: memorySink() });
    isDone = true;
    expect(turns).toBeGreaterThan(5);
  });

  test('takes no more rows than the sink takes bytes', async () => {
    const source = endlessRows();
    const stalled: Sink = { write: () => new Promise(() => {}), end: async () => {} };
    void writeTable({ table: tableOf(['text'], source.rows()), format, sink: stalled });
    for (let i = 0; i < 50; i += 1) await new Promise(setImmediate);
    const given = source.given;
    for (let i = 0; i < 50; i += 1) await new Promise(setImmediate);
    expect(source.given).toBe(given);
    expect(given).toBeLessThan(20_000);
  });

  test('ends with the error of a full disk, and closes its rows', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const sink = memorySink();
    let isAborted = false;
    const disk: Sink = {
      write: async (chunk) => {
        if (sink.bytes().length > 10_000) throw full;
        await sink.write(chunk);
      },
      end: () => sink.end(),
      abort: async () => {
        isAborted = true;
        throw new Error('and tidying up fails, too');
      },
    };
    const source = endlessRows();
    const table = tableOf(['text'], source.rows());
    await expect(writeTable({ table, format, sink: disk })).rejects.toBe(full);
    expect(source.isClosed).toBe(true);
    expect(isAborted).toBe(true);
  });

  test('leaves no file when its rows break off', async () => {
    const broken = new Error('the database is gone');
    function* rows(): Generator<readonly Cell[]> {
      yield* someRows(30_000);
      throw broken;
    }
    const sink = fileSink(join(folder, 'table'));
    await expect(writeTable({ table: tableOf(['text'], rows()), format, sink })).rejects.toBe(
      broken,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('on a disk that takes no more gives the error of the system and leaves no file', () => {
    const script = join(folder, 'export.mjs');
    const module = pathToFileURL(join(import.meta.dirname, 'writer.ts')).href;
    const target = join(folder, 'table');
    const program = `
      import { fileSink, writeTable } from '${module}';
      const columns = [{ key: 'a', header: 'a', kind: 'text' }];
      const rows = Array.from({ length: 90_000 }, (_, i) => ['row ' + Math.sin(i)]);
      await writeTable({ table: { columns, rows }, format: '${format}', sink: fileSink('${target}') })
        .catch((error) => console.log(error.code));`;
    writeFileSync(script, program);
    const command = 'ulimit -f 1000; exec "$0" --import tsx "$1"';
    const run = spawnSync('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' });
    expect(run.stdout.trim()).toBe('EFBIG');
    expect(readdirSync(folder)).toEqual(['export.mjs']);
  });
});
