/**
 * Tables that people send: CSV as Excel, Numbers, WPS and databases write it, in the encodings that
 * are met in China. Lenient where RFC 4180 is strict, because a person saved it.
 */

/** Bytes as text: UTF-8, or else GB 18030, in which Excel in China saves CSV. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A field with quotes («""» is one quote), or one without; then what ends it. */
const FIELD = / *"((?:[^"]|"")*)" *([,;\t，]|\r\n?|\n|$)|([^,;\t，\r\n]*)([,;\t，]|\r\n?|\n|$)/gy;

/** The records of a text, each a list of trimmed fields; empty lines stay, so that lines count. */
export function readTable(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length || record.length > 0) {
    const found = FIELD.exec(text);
    // Never: a field without quotes may be anything up to the next end.
    if (!found) break;
    const [, quoted, endOfQuoted, bare = '', endOfBare] = found;
    record.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"'));
    if (/^[,;\t，]$/.test((endOfQuoted ?? endOfBare) || '\n')) continue;
    records.push(record);
    record = [];
  }
  return records;
}
