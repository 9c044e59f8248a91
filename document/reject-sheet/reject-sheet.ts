import { type ExportFile, exportColumns, exportFiles } from '../../domain/migration/export-file.ts';
import { fieldsOf } from '../../domain/migration/fields.ts';
import { type RejectReason, reasonTexts } from '../../domain/migration/reject-reason.ts';
import { guardedLine, guardedRows } from './guarded-csv.ts';

/** A refused row, for people to correct. */
export type SheetReject = {
  file: ExportFile;
  line: number;
  reason: RejectReason | null;
  value: string | null;
  /** As it stands now, in the file's form. */
  row: string;
};

/** A row as it came back. */
export type SheetRow = { file: ExportFile; line: number; row: string };

const about = ['FILE', 'LINE', 'REASON', 'WORDS', 'VALUE', 'FIELDS'];
/** The columns of all files, each name once, in the order in which the files are loaded. */
const names = [...new Set(exportFiles.flatMap((file) => exportColumns[file]))];
/** What stands behind the columns that a file has. */
const more = 'MORE';

const inForm = (field: string): string =>
  /[|"]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

/** The first line of a sheet. */
export const sheetHead = (): string => `\uFEFF${guardedLine([...about, ...names, more])}`;

/** A refused row as a line of the sheet: each field under its name, and how many there are. */
export function sheetLine({ file, line, reason, value, row }: SheetReject): string {
  const fields = fieldsOf(row);
  const columns = exportColumns[file];
  const place = (name: string) => {
    const at = columns.indexOf(name);
    return at === -1 ? '' : (fields[at] ?? '');
  };
  const rest = fields.slice(columns.length).map(inForm).join('|');
  const words = reason === null ? 'Goes with the record that it belongs to' : reasonTexts[reason];
  return guardedLine([
    ...[file, String(line), reason ?? '', words, value ?? '', String(fields.length)],
    ...names.map(place),
    rest,
  ]);
}

/**
 * The rows of a sheet, wherever its columns stand now. A row has as many fields as FIELDS says, or more
 * where more were filled in. Throws, with the line, at what is no sheet of rejected rows.
 */
export function readSheet(csv: string): SheetRow[] {
  const [head, ...rows] = guardedRows(csv);
  const places = new Map(head?.texts.map((name, at) => [name.trim(), at]));
  const missing = ['FILE', 'LINE', ...names].filter((name) => !places.has(name));
  if (missing.length > 0) throw new Error(`the column ${missing[0]} is missing`);
  return rows.map(({ line, texts }) => {
    const cell = (name: string) => texts[places.get(name) ?? -1] ?? '';
    const file = exportFiles.find((one) => one === cell('FILE'));
    if (!file) throw new Error(`line ${line}: FILE names no file of an export`);
    if (!/^[1-9]\d{0,9}$/.test(cell('LINE'))) throw new Error(`line ${line}: LINE is no number`);
    const columns = exportColumns[file];
    const values = columns.map(cell);
    const filled = values.findLastIndex((value) => value !== '') + 1;
    const wanted = /^\d{1,6}$/.test(cell('FIELDS')) ? Number(cell('FIELDS')) : columns.length;
    const count = Math.min(columns.length, Math.max(filled, wanted));
    const rest = cell(more) === '' && wanted <= columns.length ? [] : [cell(more)];
    const row = [...values.slice(0, count).map(inForm), ...rest].join('|');
    return { file, line: Number(cell('LINE')), row };
  });
}
