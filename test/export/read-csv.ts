/**
 * Reads CSV by RFC 4180 and by nothing else, character by character: the other side of the writer,
 * written apart from it.
 */

/** The records of `text`, each a list of fields; throws where the text is not RFC 4180. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at) : bareField(text, at);
    record.push(field.value);
    at = field.end;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no comma or CRLF at ${at}`);
    records.push(record);
    record = [];
    at += 2;
  }
  if (record.length > 0) throw new Error('the last record is not ended');
  return records;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function quotedField(text: string, begin: number): Field {
  let value = '';
  let at = begin + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new Error(`the quote at ${begin} is never closed`);
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

function bareField(text: string, begin: number): Field {
  let end = begin;
  while (end < text.length && !',"\r\n'.includes(text.charAt(end))) end += 1;
  return { value: text.slice(begin, end), end };
}
