/** Exports of a million rows, beside the program of SQLite and the best known library. */
import { spawnSync } from 'node:child_process';
import { contend, type Figures, inTurns } from './contender.ts';
import type { Section } from './report.ts';
import { makeRows } from './rows.ts';

/** Longer than one export takes, so that exports go on the whole time. */
const LOAD = { perSecond: 200, count: 2_000, commandEvery: 10 };

export async function exporting({ runs }: { runs: number }): Promise<Section> {
  const file = makeRows();
  const once = (name: string) => () => contend(name, { file });
  const hasSqlite = spawnSync('sqlite3', ['-version']).status === 0;
  const taken = await inTurns(runs, {
    'CSV, Qunli': once('csvHere'),
    'CSV, Qunli in a worker': once('csvInWorker'),
    ...(hasSqlite ? { 'CSV, sqlite3 program': once('csvBySqlite') } : {}),
    'XLSX, Qunli': once('xlsxHere'),
    'XLSX, Qunli in a worker': once('xlsxInWorker'),
  });
  const exceljs = await contend('exceljs', { file });
  const replies = await contend('latencyExporting', { file, ...LOAD });
  return {
    title: 'Export of 1,000,000 rows of 8 columns',
    about:
      'Rows with Chinese, emoji, quotes and line breaks, read by our export path and written to a ' +
      'file. Peak memory is that of the whole process; before it began it had what «before» says. The longest block is that of the loop that asks. ' +
      `While XLSX exports went on in the worker, answers at 200 messages/s took p50 ` +
      `${ms(replies.p50Ms)} and p99 ${ms(replies.p99Ms)} (${replies.unanswered} unanswered). ` +
      `exceljs ran once.${hasSqlite ? '' : ' The sqlite3 program is not installed here.'}`,
    columns: ['writer', 'rows/s', 's', 'before MiB', 'peak MiB', 'longest block ms', 'MB'],
    rows: [...Object.entries(taken), ['XLSX, exceljs streaming', exceljs] as const].map(
      ([name, figures]) => row(name, figures),
    ),
  };
}

function row(name: string, figures: Figures): readonly (string | number)[] {
  const {
    rowsPerSecond = 0,
    beforeMiB = 0,
    peakMiB = 0,
    longestBlockMs = 0,
    megabytes = 0,
  } = figures;
  const isOther = name.includes('program');
  return [
    name,
    Math.round(rowsPerSecond),
    (1_000_000 / rowsPerSecond).toFixed(1),
    isOther ? '' : beforeMiB.toFixed(0),
    isOther ? '' : peakMiB.toFixed(0),
    isOther ? '' : longestBlockMs.toFixed(1),
    megabytes.toFixed(0),
  ];
}

function ms(value = Number.NaN): string {
  return `${value.toFixed(1)} ms`;
}
