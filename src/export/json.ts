/**
 * Rows as JSON: one array of objects, one object a line, keys by the columns' `key`.
 * Every text is exact here, NUL and lone surrogates included; there is no BOM (RFC 8259).
 */
import { type Bytes, encode, stopsAt } from './bytes.ts';
import { putIsoInstant, wallText } from './instant.ts';
import { pour } from './pieces.ts';
import type { Cell, Column, ColumnKind, Writing } from './table.ts';

const QUOTE = encode('"');
const NULL = encode('null');
const NOTHING = encode('');
const OBJECT_END = encode('}');

const CONTROLS = Array.from({ length: 0x20 }, (_, unit) => String.fromCharCode(unit)).join('');
const NEEDS_ESCAPE = stopsAt(`"\\${CONTROLS}`);

/** How a number is put in a column of each kind; JSON has no word for infinity. */
const PUT_NUMBER: Readonly<Record<ColumnKind, (out: Bytes, n: number) => void>> = {
  integer: (out, n) => (Number.isFinite(n) ? out.number(n) : putText(out, String(n))),
  instant: putInstant,
  wall: (out, n) => putText(out, wallText(n)),
  text: (out, n) => putText(out, String(n)),
  day: (out, n) => putText(out, String(n)),
};

/** Writes the table as JSON; gives the number of rows, rejects with the sink's error. */
export function writeJson(writing: Writing): Promise<number> {
  return pour(writing, {
    before: encode('[\n'),
    between: encode(',\n'),
    after: encode('\n]\n'),
    putRow: rowPutter(writing.table.columns),
  });
}

function rowPutter(columns: readonly Column[]) {
  const numberPutters = columns.map(({ kind }) => PUT_NUMBER[kind]);
  const names = columns.map(({ key }, i) => encode(`${i > 0 ? ',' : '{'}${JSON.stringify(key)}:`));
  return (out: Bytes, row: readonly Cell[]): void => {
    for (let i = 0; i < names.length; i += 1) {
      const cell = row[i];
      out.raw(names[i] ?? NOTHING);
      if (typeof cell === 'string') putText(out, cell);
      else if (typeof cell === 'number') numberPutters[i]?.(out, cell);
      else out.raw(NULL);
    }
    out.raw(OBJECT_END);
  };
}

function putText(out: Bytes, text: string): void {
  out.raw(QUOTE);
  if (!out.text(text, NEEDS_ESCAPE)) out.anyText(JSON.stringify(text).slice(1, -1));
  out.raw(QUOTE);
}

function putInstant(out: Bytes, instant: number): void {
  out.raw(QUOTE);
  if (!putIsoInstant(out, instant)) out.anyText(String(instant));
  out.raw(QUOTE);
}
