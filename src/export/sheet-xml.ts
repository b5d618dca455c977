/**
 * The XML of a worksheet in the order in which it is written: head, header, rows, tail.
 */
import { type Bytes, encode } from './bytes.ts';
import { cut, PUT_CELL, STYLE } from './cell-xml.ts';
import type { Cell, Column } from './table.ts';
import { textElement } from './xml-text.ts';

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const ROW = encode('<row r="');
const ROW_BEGIN = encode('">');
const ROW_END = encode('</row>');

/** Characters that a column's cells need, by kind. */
const WIDTHS = { text: 20, integer: 10, instant: 26, wall: 20, day: 12 } as const;
/** Room for the arrow of the filter beside the header. */
const ARROW_WIDTH = 4;
const WIDTH_MAX = 60;
/** From here on characters are about twice as wide as a digit (Hangul, Chinese, kana). */
const WIDE = /[\u1100-\uffff]/g;

/** A raw row, and its number in the sheet, counted from 1 with the header. */
export interface SheetRow {
  readonly cells: readonly Cell[];
  readonly number: number;
}

/** What precedes the rows: the header frozen, the columns' widths, and the header itself. */
export function sheetHead(columns: readonly Column[], isFirst: boolean): string {
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${NAMESPACE}">` +
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${columns.map(columnXml).join('')}</cols>` +
    `<sheetData><row r="1">${columns.map(headerXml).join('')}</row>`
  );
}

/** What follows the rows; `area` is where the table stands, header included (`A1:H3`). */
export function sheetTail(area: string): string {
  // Account ids are texts of digits; without the last element each would bear a warning.
  return (
    `</sheetData><autoFilter ref="${area}"/><ignoredErrors>` +
    `<ignoredError sqref="${area}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
  );
}

/** Gives the function that puts a row's XML: the raw row, and its number in the sheet from 1. */
export function rowPutter(columns: readonly Column[]) {
  const places = columns.map(({ kind }, i) => ({
    begin: encode(`<c r="${columnLetters(i)}`),
    put: PUT_CELL[kind],
  }));
  return (out: Bytes, { cells, number }: SheetRow): void => {
    out.raw(ROW);
    const begin = out.length;
    out.number(number);
    const end = out.length;
    out.raw(ROW_BEGIN);
    for (let i = 0; i < places.length; i += 1) {
      const cell = cells[i] ?? null;
      const place = places[i];
      if (cell === null || place === undefined) continue;
      out.raw(place.begin);
      out.again(begin, end);
      if (typeof cell === 'string') place.put.text(out, cell);
      else place.put.number(out, cell);
    }
    out.raw(ROW_END);
  };
}

/** The letters of the column with this index, counted from 0: A to Z, AA to ZZ, AAA to XFD. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

function columnXml({ kind, header }: Column, index: number): string {
  const headerWidth = header.replace(WIDE, 'xx').length + ARROW_WIDTH;
  const width = Math.min(Math.max(WIDTHS[kind], headerWidth), WIDTH_MAX);
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
}

function headerXml({ header }: Column, index: number): string {
  return (
    `<c r="${columnLetters(index)}1" s="${STYLE.header}" t="inlineStr">` +
    `<is>${textElement(cut(header))}</is></c>`
  );
}
