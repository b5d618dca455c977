/**
 * The small files around the worksheets: types, relations, styles, and the list of the sheets.
 */
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A written sheet: its place in the book, counted from 1, and its area (`$A$1:$H$3`). */
export interface WrittenSheet {
  readonly number: number;
  readonly area: string;
}

/** As long as Excel allows, with room for a number. */
const LONGEST_TITLE = 25;
/** What Excel does not take in the name of a sheet, and what would mean something in XML. */
const FORBIDDEN = /[\\/?*:[\]'"<>&]|\p{Cc}/gu;

/** The name under which people see a sheet: what is in it, and from the second on a number. */
function sheetName(title: string | undefined, number: number): string {
  const allowed = title?.replace(FORBIDDEN, ' ').trim().slice(0, LONGEST_TITLE).trim() ?? '';
  const name = allowed === '' ? 'Sheet' : allowed;
  return number === 1 ? name : `${name} ${number}`;
}

/** Path of a sheet inside the archive. */
export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/**
 * The files that stand in front, where programs that guess a file's type look for them. XML is a
 * worksheet unless said otherwise, so that the number of sheets need not be known yet.
 */
export const FRONT_FILES: ReadonlyMap<string, string> = new Map([
  [
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels"' +
      ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Default Extension="xml" ContentType="${TYPE}.worksheet+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1"` +
      ` Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  ['xl/styles.xml', stylesXml()],
]);

/** The files that list the sheets, written when all of them are known. */
export function backFiles(
  title: string | undefined,
  sheets: readonly WrittenSheet[],
): ReadonlyMap<string, string> {
  return new Map([
    ['xl/workbook.xml', workbookXml(title, sheets)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(sheets)],
  ]);
}

function workbookXml(title: string | undefined, sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(
    ({ number }) =>
      `<sheet name="${sheetName(title, number)}" sheetId="${number}" r:id="rId${number}"/>`,
  );
  // Excel itself keeps the area of a filter as a hidden name, too, and other programs look there.
  const filters = sheets.map(
    ({ number, area }) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${number - 1}" hidden="1">` +
      `'${sheetName(title, number)}'!${area}</definedName>`,
  );
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${list.join('')}</sheets>` +
    `<definedNames>${filters.join('')}</definedNames></workbook>`
  );
}

/** Sheets are rId1 to rIdN as in `workbookXml`; the styles come after them. */
function workbookRelations(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(
    ({ number }) =>
      `<Relationship Id="rId${number}" Type="${DOCUMENT}/worksheet"` +
      ` Target="worksheets/sheet${number}.xml"/>`,
  );
  return (
    `${HEAD}<Relationships xmlns="${RELATIONS}">${list.join('')}` +
    `<Relationship Id="rId${sheets.length + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/>` +
    '</Relationships>'
  );
}

/** Cell formats in the order of `STYLE` in cell-xml.ts. */
function stylesXml(): string {
  const font = '<sz val="11"/><name val="Calibri"/>';
  const cellFormat = (attributes: string) => `<xf ${attributes} fillId="0" borderId="0" xfId="0"/>`;
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="3">` +
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\Thh:mm:ss.000\\Z"/>' +
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>' +
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
    `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>` +
    '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
    '<fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="6">${cellFormat('numFmtId="0" fontId="0"')}` +
    cellFormat('numFmtId="0" fontId="1" applyFont="1"') +
    cellFormat('numFmtId="164" fontId="0" applyNumberFormat="1"') +
    cellFormat('numFmtId="165" fontId="0" applyNumberFormat="1"') +
    cellFormat('numFmtId="0" fontId="0" quotePrefix="1"') +
    cellFormat('numFmtId="166" fontId="0" applyNumberFormat="1"') +
    '</cellXfs></styleSheet>'
  );
}
