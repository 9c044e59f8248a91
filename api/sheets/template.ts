import { strToU8, zipSync } from 'fflate';
import { csvLine } from '../../domain/csv.ts';
import { cellName } from '../../domain/identifier/cell.ts';
import type { Column } from './columns.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Text, so that a spreadsheet keeps leading zeros of tariff codes and all decimals. */
const rowOf = (texts: readonly string[], row: number) => {
  const cells = texts.map(
    (text, column) =>
      `<c r="${cellName(column, row)}" t="inlineStr" s="1"><is><t>${escaped(text)}</t></is></c>`,
  );
  return `<row r="${row + 1}">${cells.join('')}</row>`;
};

const types =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>';
const relations = (...of: [id: string, type: string, target: string][]) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${of.map(([id, type, target]) => `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`).join('')}</Relationships>`;
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const workbook = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`;
/** Style 1 is text (number format 49). */
const styles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** A workbook with the names of the columns and one example, every cell as text. */
export function xlsxTemplate(columns: readonly Column[]): Uint8Array {
  const rows = [columns.map(({ name }) => name), columns.map(({ example }) => example)];
  const styled = `<cols><col min="1" max="${columns.length}" width="20" style="1"/></cols>`;
  const sheet = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${main}">${styled}<sheetData>${rows.map(rowOf).join('')}</sheetData></worksheet>`;
  return zipSync(
    {
      '[Content_Types].xml': strToU8(types),
      '_rels/.rels': strToU8(relations(['rId1', 'officeDocument', 'xl/workbook.xml'])),
      'xl/workbook.xml': strToU8(workbook),
      'xl/_rels/workbook.xml.rels': strToU8(
        relations(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'styles', 'styles.xml']),
      ),
      'xl/styles.xml': strToU8(styles),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
    },
    { mtime: '2026-01-01T00:00:00Z' },
  );
}

/** The same as CSV. */
export const csvTemplate = (columns: readonly Column[]): Uint8Array =>
  strToU8(
    [columns.map(({ name }) => name), columns.map(({ example }) => example)].map(csvLine).join(''),
  );
