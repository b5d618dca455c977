/**
 * Rows as CSV for spreadsheets: UTF-8 with BOM, CRLF, quotes by RFC 4180, no cell a formula.
 *
 * A null is an empty cell, an empty text a quoted empty cell. Every text comes back exactly through
 * `recoverCell`, but for what no CSV carries: lone surrogates, which UTF-8 does not have, and NUL
 * (LibreOffice drops it and takes what stood behind it for a formula) are written as U+FFFD.
 */
import { Bytes, encode, stopsAt } from './bytes.ts';
import { defuse, startsHarmless } from './formula.ts';
import { putIsoInstant, wallText } from './instant.ts';
import { pour } from './pieces.ts';
import type { Cell, Column, ColumnKind, Writing } from './table.ts';

const BOM = encode('\ufeff');
const COMMA = encode(',');
const QUOTE = encode('"');
const LINE_END = encode('\r\n');
const NOTHING = encode('');
const HEAD_BYTES = 1024;

/** What must be quoted: also `;`, tab and `|`, which a reader might take for its separator. */
const NEEDS_QUOTES = stopsAt('",;|\t\r\n\0');
const NEEDS_DOUBLING = stopsAt('"');

/** How a number is put in a column of each kind: infinity is text, what is no instant as well. */
const PUT_NUMBER: Readonly<Record<ColumnKind, (out: Bytes, n: number) => void>> = {
  integer: (out, n) => (Number.isFinite(n) ? out.number(n) : putText(out, String(n))),
  instant: (out, n) => putIsoInstant(out, n) || putText(out, String(n)),
  wall: (out, n) => putText(out, wallText(n)),
  text: (out, n) => putText(out, String(n)),
  day: (out, n) => putText(out, String(n)),
};

/** Writes the table as CSV; gives the number of rows, rejects with the sink's error. */
export function writeCsv(writing: Writing): Promise<number> {
  const { columns } = writing.table;
  return pour(writing, {
    before: head(columns),
    between: NOTHING,
    after: NOTHING,
    putRow: rowPutter(columns),
  });
}

function head(columns: readonly Column[]): Uint8Array {
  const out = new Bytes(HEAD_BYTES);
  const headers = columns.map(({ header }) => header);
  out.raw(BOM);
  rowPutter(columns)(out, headers);
  return out.take();
}

function rowPutter(columns: readonly Column[]) {
  const numberPutters = columns.map(({ kind }) => PUT_NUMBER[kind]);
  return (out: Bytes, row: readonly Cell[]): void => {
    for (let i = 0; i < numberPutters.length; i += 1) {
      const cell = row[i];
      if (i > 0) out.raw(COMMA);
      if (typeof cell === 'string') putText(out, cell);
      else if (typeof cell === 'number') numberPutters[i]?.(out, cell);
    }
    out.raw(LINE_END);
  };
}

function putText(out: Bytes, text: string): void {
  if (startsHarmless(text) && out.text(text, NEEDS_QUOTES)) return;
  const safe = defuse(text.replaceAll('\0', '\ufffd'));
  if (safe !== '' && out.text(safe, NEEDS_QUOTES)) return;
  out.raw(QUOTE);
  if (!out.text(safe, NEEDS_DOUBLING)) out.anyText(safe.replaceAll('"', '""'));
  out.raw(QUOTE);
}
