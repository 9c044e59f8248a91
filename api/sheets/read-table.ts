import { problem } from '../problem/problem.ts';
import { csvTable } from './csv-table.ts';
import { xlsxTable } from './xlsx-table.ts';

/** A row with the place it has in the file, from 0. */
export type TableRow = { row: number; cells: string[] };
export type Table = { head: string[]; rows: TableRow[] };

const bytesAtMost = 2 * 1024 * 1024;
const columnsAtMost = 40;

/** The name of a column as it is compared: without blanks around, capitals or what is in brackets. */
const plain = (name: string) =>
  name
    .replace(/\(.*?\)/g, '')
    .trim()
    .toLowerCase();

/**
 * Reads a small table from CSV or XLSX: names of columns first, then at most `rowsAtMost` rows; empty
 * ones are passed over. Throws `sheet-refused`.
 */
export async function readTable(bytes: Buffer, rowsAtMost: number): Promise<Table> {
  if (bytes.length > bytesAtMost) throw problem('sheet-refused', 'A sheet may have 2 MB.');
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const table = isZip ? await xlsxTable(bytes) : csvTable(bytes);
  if (!table)
    throw problem('sheet-refused', 'This is no CSV file in UTF-8 and no small XLSX sheet.');
  const [head = [], ...rest] = table;
  const rows = rest
    .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length === 0) throw problem('sheet-refused', 'The sheet has no row below its names.');
  if (rows.length > rowsAtMost) {
    throw problem(
      'sheet-refused',
      `The sheet has ${rows.length} rows; ${rowsAtMost} may come at once.`,
    );
  }
  if (head.length > columnsAtMost || rows.some(({ cells }) => cells.length > columnsAtMost)) {
    throw problem('sheet-refused', `A sheet may have ${columnsAtMost} columns.`);
  }
  return { head: head.map(plain), rows };
}
