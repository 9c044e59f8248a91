import type postgres from 'postgres';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import {
  reasonRank,
  type StagedRow,
  type StagedValue,
} from '../../../domain/migration/staged-row.ts';
import { stagings } from '../../../domain/migration/staging.ts';
import { copyRows, copyValue, type RowSink } from '../../copy.ts';

/** Where a staged row stands in its file; `offset` null: it was corrected. */
export type Place = { line: number; offset: number | null; length: number | null };

const places = ['line', 'offset', 'length', 'fault', 'value', 'repaired'];

/** Values in the text format of COPY, with `|` between them. */
export const stagedValues = (values: readonly StagedValue[]): string =>
  values.map(copyValue).join('|');

/** A row in the same format, its line end included; `values` are those after its place and fault. */
export function stagedLine(
  { line, offset, length }: Place,
  { fault, value, repaired }: Pick<StagedRow, 'fault' | 'value' | 'repaired'>,
  values: string,
): string {
  const wrong = fault === null ? '\\N|\\N' : `${reasonRank(fault)}|${copyValue(value)}`;
  const place = `${line}|${offset ?? '\\N'}|${length ?? '\\N'}`;
  return `${place}|${wrong}|${repaired ? 't' : 'f'}|${values}\n`;
}

/** What stands between the place of a row with nothing to put right and no fault, and its values. */
export const plainMark = Buffer.from('\\N|\\N|f|');

/** How many rows were written, and the lines of certificates that none of them is an item of. */
export type Filled = { rows: number; itemless: readonly number[] };

/**
 * Fills a file's staging table anew with what `fill` writes. All or nothing: so that nothing counts as
 * staged, it gives null. Whoever still fills it from before is waited for.
 */
export async function stageRows(
  sql: postgres.Sql,
  batch: number,
  file: ExportFile,
  fill: (sink: RowSink) => Promise<Filled | null>,
): Promise<void> {
  const { table, marks, columns } = stagings[file];
  // By itself: a transaction that truncates must not be given up, or a crash may leave PostgreSQL unable to start.
  await sql`select clear_staged(${batch}, ${file})`;
  await sql.begin(async (own) => {
    await own`set local datestyle = 'ISO, DMY'`;
    await own`select hold_staged(${batch}, ${file})`;
    const filled = await copyRows(own, table, [...places, ...marks, ...columns], fill, 'bars');
    if (!filled) return;
    await noteItemless(own, filled.itemless);
    await own`insert into staged_file (batch, file, rows, checked)
      values (${batch}, ${file}, ${filled.rows}, false)`;
  });
}

const linesAtOnce = 10_000;

async function noteItemless(own: postgres.TransactionSql, lines: readonly number[]): Promise<void> {
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    await own`insert into staged_itemless
      select unnest(${lines.slice(at, at + linesAtOnce)}::integer[])`;
  }
}
