/**
 * Every bound of the table writers, with its unit and its reason, in one place.
 */

/**
 * Bytes of CSV or JSON that are written at a time: about 1,200 rows, 3 ms of work between two turns
 * of the event loop. Larger pieces are not faster and hold the loop longer.
 */
export const TEXT_PIECE_BYTES = 128 * 1024;

/** Bytes of sheet XML that are compressed at a time: about 300 rows, 1 ms of work. */
export const SHEET_PIECE_BYTES = 128 * 1024;

/** Rows of a sheet, its header among them: the most that Excel opens. */
export const SHEET_ROWS_MAX = 1_048_576;

/** Columns of a sheet: the most that Excel opens. */
export const SHEET_COLUMNS_MAX = 16_384;

/** UTF-16 units in a cell: the most that Excel opens; a longer text makes it "repair" the file. */
export const SHEET_CELL_CHARS_MAX = 32_767;

/** Whole numbers beyond this lose digits in a spreadsheet, which keeps 15 of them. */
export const SHEET_NUMBER_MAX = 999_999_999_999_999;

/**
 * Bytes of XML after which a new sheet begins although rows would fit. It keeps every file inside
 * the archive below the 4 GiB of a plain ZIP, because Excel offers to repair ZIP64 entries that
 * were streamed. The distance to 4 GiB leaves room for any row but one of thousands of full cells
 * of control characters, and that one the archive refuses.
 */
export const SHEET_BYTES_MAX = 3.5 * 1024 ** 3;

/** Bytes of a whole archive, and of each file in it: what a plain ZIP can say in 32 bits. */
export const ZIP_BYTES_MAX = 0xffff_ffff;
