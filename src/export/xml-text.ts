/**
 * Text as it may stand in a cell's XML, so that any text comes back exactly.
 *
 * What XML 1.0 cannot hold is written `_xHHHH_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring), and so is
 * the underscore of a text that would read as such an escape. Only lone surrogates are lost: they
 * become U+FFFD when the XML is encoded.
 */
import { stopsAt } from './bytes.ts';

/** Characters at which `Bytes.text` must leave a text to `escapeXml`. */
export const NEEDS_XML_ESCAPE = stopsAt(`&<>_${controls()}`);

/** Illegal in XML 1.0, and the carriage return, which XML readers turn into a line feed. */
const NOT_XML = '\\0-\\x08\\x0b-\\x1f\\ufffe\\uffff';
/** An underscore that reads as the begin of an escape, also by help of the escape that follows. */
const LOOKS_ESCAPED = `_(?=x[0-9A-Fa-f]{4}[_${NOT_XML}])`;
const ESCAPED = new RegExp(`[&<>${NOT_XML}]|${LOOKS_ESCAPED}`, 'g');
const SPACE_AT_AN_END = /^[ \t\n]|[ \t\n]$/;

/** `text` inside a `<t>` element, whatever it holds. */
export function textElement(text: string): string {
  const space = SPACE_AT_AN_END.test(text) ? ' xml:space="preserve"' : '';
  return `<t${space}>${escapeXml(text)}</t>`;
}

/** `text` as the content of an element; in an attribute its quotes would have to go too. */
export function escapeXml(text: string): string {
  return text.replace(ESCAPED, escapeUnit);
}

function escapeUnit(unit: string): string {
  if (unit === '&') return '&amp;';
  if (unit === '<') return '&lt;';
  if (unit === '>') return '&gt;';
  return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

function controls(): string {
  const all = Array.from({ length: 0x20 }, (_, unit) => String.fromCharCode(unit));
  return all.filter((control) => control !== '\t' && control !== '\n').join('');
}
