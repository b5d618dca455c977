/**
 * Reads what a spreadsheet program took a file for, from its own flat XML (FODS): the texts of the
 * cells, and which of them are formulas.
 */

/** A cell as the program sees it. */
export interface SeenCell {
  readonly text: string;
  readonly formula: string | null;
  /** Not taken for a number, a date or a truth value. */
  readonly isText: boolean;
}

/** The rows of the first sheet; repeated and missing cells at the end of a row are left out. */
export function readFods(xml: string): readonly (readonly SeenCell[])[] {
  const [, sheet = ''] = xml.split(/<table:table /);
  return sheet.split('<table:table-row').slice(1).map(cellsOf);
}

function cellsOf(row: string): readonly SeenCell[] {
  const cells = row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs);
  return [...cells].map(([, attributes = '', content = '']) => ({
    text: textOf(content),
    formula: /table:formula="([^"]*)"/.exec(attributes)?.[1] ?? null,
    isText: attributes.includes('office:value-type="string"'),
  }));
}

function textOf(content: string): string {
  const paragraphs = [...content.matchAll(/<text:p(?:\/>|>(.*?)<\/text:p>)/gs)];
  return paragraphs.map(([, text = '']) => plain(text)).join('\n');
}

function plain(xml: string): string {
  return xml
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') => ' '.repeat(Number(count)))
    .replaceAll('<text:tab/>', '\t')
    .replaceAll('<text:line-break/>', '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll('&amp;', '&');
}
