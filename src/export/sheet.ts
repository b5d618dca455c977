/**
 * One worksheet while it is written: collects rows into pieces, hands the pieces to its file in the
 * archive, and knows when it is full.
 */
import { SHEET_BYTES_MAX, SHEET_PIECE_BYTES, SHEET_ROWS_MAX } from './bounds.ts';
import { Bytes } from './bytes.ts';
import { columnLetters, rowPutter, type SheetRow, sheetHead, sheetTail } from './sheet-xml.ts';
import type { Cell, Column } from './table.ts';
import { sheetPath, type WrittenSheet } from './workbook-xml.ts';
import type { ZipFile, ZipWriter } from './zip.ts';

/** When a sheet is full; smaller in tests. */
export interface SheetLimits {
  readonly rows: number;
  readonly bytes: number;
}

/** What Excel opens and what a plain ZIP holds. */
export const SHEET_LIMITS: SheetLimits = { rows: SHEET_ROWS_MAX, bytes: SHEET_BYTES_MAX };

/** What a sheet is made of. */
export interface SheetPlan {
  readonly zip: ZipWriter;
  readonly columns: readonly Column[];
  readonly limits: SheetLimits;
  /** Its place in the book, counted from 1. */
  readonly number: number;
}

/** Opens the next sheet of the book; the one before must have ended. */
export async function openSheet(plan: SheetPlan): Promise<Sheet> {
  return new Sheet(plan, await plan.zip.open(sheetPath(plan.number)));
}

/** An open sheet. */
export class Sheet {
  readonly #plan: SheetPlan;
  readonly #file: ZipFile;
  readonly #putRow: (out: Bytes, row: SheetRow) => void;
  readonly #piece = new Bytes(2 * SHEET_PIECE_BYTES);
  #rows = 1;
  #bytes = 0;

  constructor(plan: SheetPlan, file: ZipFile) {
    this.#plan = plan;
    this.#file = file;
    this.#putRow = rowPutter(plan.columns);
    this.#piece.anyText(sheetHead(plan.columns, plan.number === 1));
  }

  /** Whether the next row belongs into the next sheet. */
  get isFull(): boolean {
    return this.#rows >= this.#plan.limits.rows || this.#bytes >= this.#plan.limits.bytes;
  }

  /** Takes a row; whether it is time to `flush`. */
  add(cells: readonly Cell[]): boolean {
    this.#rows += 1;
    this.#putRow(this.#piece, { cells, number: this.#rows });
    return this.#piece.length >= SHEET_PIECE_BYTES;
  }

  /** Hands over the rows taken so far; resolves when more may be taken. */
  async flush(): Promise<void> {
    const piece = this.#piece.take();
    this.#bytes += piece.length;
    await this.#file.write(piece);
  }

  /** Ends the sheet and says where it lies. */
  async end(): Promise<WrittenSheet> {
    const letters = columnLetters(this.#plan.columns.length - 1);
    this.#piece.anyText(sheetTail(`A1:${letters}${this.#rows}`));
    await this.flush();
    await this.#file.end();
    return { number: this.#plan.number, area: `$A$1:$${letters}$${this.#rows}` };
  }
}
