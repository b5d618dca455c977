/**
 * Keeps spreadsheet programs from taking a member's text in a CSV file for a formula, in a way that
 * gives the text back exactly. Separators and quotes are CSV's own matter, not this file's.
 *
 * The rule: a text that could be read as a formula gets one apostrophe in front. "Could be" takes
 * apostrophes that are there already for unseen, so a text that looks as if it had been given one
 * gets one more, and `recoverCell` knows without doubt which apostrophes are ours.
 */

/**
 * A tab or a line break in front, or a sign that begins a formula (= + - @, their full-width and
 * small forms, the minus sign), in front or behind what a program might not see: white space,
 * control and format characters. LibreOffice 7.4 skips only NUL; others are said to trim.
 */
const FORMULA =
  /^(?:'*[\t\n\r]|['\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠﹦﹢﹣﹫−])/u;

/** Whether a spreadsheet program might take `text` for a formula. */
export function isFormulaLike(text: string): boolean {
  return FORMULA.test(text);
}

/**
 * Whether `text` begins with a letter, a digit, a Chinese character or an emoji, and so is not
 * formula-like: a cheaper question than `isFormulaLike`, and for most texts the answer is yes.
 */
export function startsHarmless(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first < 0x80) return isLetterOrDigit(first);
  const isEastAsian = first >= 0x3041 && first <= 0xd7a3 && first !== HANGUL_FILLER;
  return isEastAsian || (first >= 0xd83c && first <= 0xd83e);
}

const HANGUL_FILLER = 0x3164;

function isLetterOrDigit(ascii: number): boolean {
  const letter = ascii | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (ascii >= 0x30 && ascii <= 0x39);
}

/** `text` as it may stand in a CSV cell: an apostrophe in front where it is formula-like. */
export function defuse(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `defuse` was given. */
export function recoverCell(cell: string): string {
  const text = cell.slice(1);
  return cell.startsWith("'") && FORMULA.test(text) ? text : cell;
}
