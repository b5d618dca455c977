/** Workbooks as another program reads them: exceljs, which shares no code with the writer. */
import ExcelJS from 'exceljs';

/** A cell as read: a text, a number, a date in UTC, or nothing. */
export type ReadCell = string | number | Date | null;

/** Each sheet's rows, header included. */
export async function readXlsx(file: Buffer): Promise<readonly (readonly ReadCell[])[][]> {
  const workbook = await openXlsx(file);
  return workbook.worksheets.map((sheet) =>
    Array.from({ length: sheet.rowCount }, (_, i) =>
      Array.from({ length: sheet.columnCount }, (_, j) => readCell(sheet.getCell(i + 1, j + 1))),
    ),
  );
}

/** The workbook itself, for looks: styles, widths, frozen rows. */
export async function openXlsx(file: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  // Its types were written before Buffer had a type parameter; the bytes are what it takes.
  await workbook.xlsx.load(new Uint8Array(file).buffer);
  return workbook;
}

function readCell({ value, address }: ExcelJS.Cell): ReadCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return decode(value);
  if (typeof value === 'number' || value instanceof Date) return value;
  throw new Error(`${address} is neither text nor number nor date: ${JSON.stringify(value)}`);
}

/** exceljs leaves the escapes of inline texts (`_x0000_`) as they are. */
function decode(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
