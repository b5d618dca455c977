import { expect, test } from 'vitest';
import { TableTooLargeError } from './table.ts';
import { asExportFault } from './trouble.ts';

test('a table too large for a workbook is a sentence that names the file and a way out', () => {
  const error = new TableTooLargeError('the table does not fit into an XLSX file of 4 GiB');
  expect(asExportFault(error, 'all.xlsx')).toMatchObject({
    name: 'Fault',
    message: `all.xlsx: ${error.message}: export it as CSV, or fewer days of it`,
  });
});

test('a full disk is named together with the file, and what is no trouble of a file stays itself', () => {
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  expect(asExportFault(full, 'all.csv')).toMatchObject({ code: 'disk-full' });
  const bug = new Error('a bug of ours');
  expect(asExportFault(bug, 'all.csv')).toBe(bug);
});
