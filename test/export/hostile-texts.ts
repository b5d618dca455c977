/**
 * Texts made to break a table: what spreadsheets take for formulas, what XML, CSV and JSON must
 * escape, and what looks escaped already.
 */
import fc from 'fast-check';

const SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '−', "'=", "''+"];
const UNSEEN = [
  ['', ' ', '  ', '\t', '\r\n', '\u00a0', '\u3000', '\u2003', '\u0085', '\u2028'],
  ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202e', '\u180e', '\u034f'],
  ['\0', '\u0001', '\u000b', '\u000c', '\u001f', '\u007f', '\u3164', '\ufe0f', '"', ';', ','],
].flat();
const BODIES = ['1+1', 'SUM(A1:A9)', "cmd|' /C calc'!A1", 'HYPERLINK("x:","y")'];

/** 1,680 cells: each unseen beginning before each sign before each body. */
export const HOSTILE_CELLS: readonly string[] = UNSEEN.flatMap((unseen) =>
  SIGNS.flatMap((sign) => BODIES.map((body) => unseen + sign + body)),
);

const SPECIAL = [
  ...SIGNS,
  ...UNSEEN,
  ...["'", '&', '<', '>', ']]>', '\\', '_', 'x0041_', '_x0041_', '_x000D', '_x005f_', '\ufffe'],
  ...['\uffff', '\ud800', '\udc00', '\ufffd', '签到', '🌸', '👨‍👩‍👧', 'é', 'ﷺ', '𝒳', 'a', '1', '…'],
];

/** A text put together from those parts and others. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
