import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { cellName } from '../../domain/identifier/cell.ts';
import { problemContent } from '../problem/problem.ts';
import { item } from '../schemas/case/application.ts';
import { keptMaterial } from '../schemas/cost-sheet/cost-sheet.ts';
import { placeColumns, readRows } from './columns.ts';
import { itemColumns, itemOf } from './item-columns.ts';
import { materialColumns, materialOf } from './material-columns.ts';
import { readTable } from './read-table.ts';
import { csvTemplate, xlsxTemplate } from './template.ts';

const items = async (bytes: Uint8Array, atMost = 500) =>
  readRows(placeColumns(await readTable(Buffer.from(bytes), atMost), itemColumns), item, itemOf);
const refused = async (bytes: Uint8Array, atMost?: number) => {
  const problem = problemContent(await items(bytes, atMost).catch((error: unknown) => error));
  return [problem?.code, ...(problem?.errors ?? []).map(({ pointer }) => pointer)];
};

const head = itemColumns.map(({ name }) => name).join(',');
const example = itemColumns
  .map(({ example: text }) => text)
  .map((text) => (text.includes(',') ? `"${text}"` : text));
const line = (changes: Record<number, string> = {}) =>
  example.map((text, index) => changes[index] ?? text).join(',');
const csv = (...lines: string[]) => strToU8([head, ...lines].join('\r\n'));

const sheet1 = (cells: string, more: Record<string, Uint8Array> = {}, before = '') =>
  zipSync({
    ...more,
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
    ),
  });

const text = (at: string, words: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const named = itemColumns.map(({ name }, column) => text(cellName(column, 0), name)).join('');
/** A sheet's rows: the names, and one item. */
const rowsWith = (cell: (name: string, at: string, words: string) => string) =>
  `<row r="1">${named}</row><row r="2">${itemColumns
    .map(({ name, example: words }, column) => cell(name, cellName(column, 1), words))
    .join('')}</row>`;
const rows = rowsWith((_, at, words) => text(at, words));
const padding = (bytes: number) => ({ 'xl/worksheets/sheet2.xml': new Uint8Array(bytes).fill(32) });

describe('R30 line items from a sheet', () => {
  test('the templates are what is read, as CSV and as XLSX alike', async () => {
    const [fromCsv] = await items(csvTemplate(itemColumns));
    expect(await items(xlsxTemplate(itemColumns))).toEqual([fromCsv]);
    expect(fromCsv).toMatchObject({
      hsExport: '39092010',
      packages: { count: 40, kind: 'BAGS' },
      fob: { amount: '10640.00', currency: 'USD' },
      origin: { whollyObtained: true },
    });
    const table = await readTable(Buffer.from(xlsxTemplate(materialColumns)), 200);
    const placed = placeColumns(table, materialColumns);
    expect(readRows(placed, keptMaterial, materialOf)).toMatchObject([
      { hs: '293361', origin: 'IN', value: '6.00', basis: 'ex-works' },
    ]);
  });

  test('500 come at once, 501 do not', async () => {
    const many = (count: number) => csv(...Array.from({ length: count }, () => line()));
    expect(await items(many(500))).toHaveLength(500);
    expect(await refused(many(501))).toEqual(['sheet-refused']);
  });

  test('each wrong cell is named as the spreadsheet names it, and none is read', async () => {
    const wrong = csv(line(), '', line({ 1: 'many' }), line({ 12: 'local' }));
    expect(await refused(wrong)).toEqual(['sheet-cells-refused', '#cell/B4', '#cell/M5']);
    expect(await refused(csv(line({ 10: '1e3' }), line({ 12: 'local' })))).toEqual([
      'sheet-cells-refused',
      '#cell/K2',
      '#cell/M3',
    ]);
  });

  test('columns may stand in any order, and those that are missing or unknown are named', async () => {
    expect(await refused(strToU8('marks,colour\nN/M,red\n'))).toContain('#cell/B1');
    const reversed = strToU8(
      [head.split(',').toReversed().join(','), example.toReversed().join(',')].join('\n'),
    );
    expect(await items(reversed)).toEqual(await items(csv(line())));
  });

  test('semicolons, a mark of byte order and quoted line ends are understood', async () => {
    const text = `\uFEFF${head.replaceAll(',', ';')}\n${itemColumns.map((one) => one.example).join(';')}\n`;
    expect(await items(strToU8(text))).toEqual(await items(csv(line())));
    expect(await refused(csv(line({ 3: '"two\nlines"' })))).toContain('#cell/D2');
  });

  test.each([
    ['text that is not UTF-8', Buffer.from([0x6d, 0xe9, 0x0a, 0x31])],
    ['an open quote', strToU8(`${head}\n"open`)],
    ['a damaged archive', strToU8('PK and nothing else')],
    ['nothing but names', strToU8(`${head}\n`)],
    ['three megabytes', Buffer.alloc(3 * 1024 * 1024, 'a')],
    ['an archive that unpacks to 9 MB', sheet1(rows, padding(9 * 1024 * 1024))],
    ['entities', sheet1(rows, {}, '<!DOCTYPE a [<!ENTITY b "c">]>')],
  ])('%s is refused', async (_, bytes) => {
    expect(await refused(bytes)).toEqual(['sheet-refused']);
  });

  test('an archive is read where it keeps the bounds, and to no more than it says of itself', async () => {
    expect(await items(sheet1(rows, padding(1024 * 1024)))).toHaveLength(1);
    const bomb = sheet1(`${rows}${' '.repeat(1024 * 1024)}`);
    expect(await items(bomb)).toHaveLength(1);
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    for (let at = 0; at + 46 < bomb.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 300, true);
    }
    expect(await refused(bomb)).toEqual(['sheet-refused']);
  });

  test('a formula is not worked out, and numbers stay as they are written', async () => {
    const written = rowsWith((name, at, words) => {
      if (name === 'packages') return `<c r="${at}"><f>20+21</f><v>40</v></c>`;
      return name === 'fob' ? `<c r="${at}"><v>0.1</v></c>` : text(at, words);
    });
    const [read] = await items(sheet1(written));
    expect(read).toMatchObject({ packages: { count: 40 }, fob: { amount: '0.1' } });
  });
});
