import type { ExportFile } from '../../../domain/migration/export-file.ts';
import { reasonRank, type StagedRow } from '../../../domain/migration/staged-row.ts';
import { stagings } from '../../../domain/migration/staging.ts';
import { copyRows, copyValue, type RowSink } from '../../copy.ts';
import type { Database } from '../../database.ts';

/** Where a staged row stands in its file; `offset` null: it was corrected. */
export type Place = { line: number; offset: number | null; length: number | null };

const places = ['line', 'offset', 'length', 'fault', 'value', 'repaired'];

/** A row in the text format of COPY, its line end included. */
export function stagedLine({ line, offset, length }: Place, row: StagedRow): string {
  let text = `${line}\t${offset ?? '\\N'}\t${length ?? '\\N'}\t${
    row.fault === null ? '\\N\t\\N' : `${reasonRank(row.fault)}\t${copyValue(row.value)}`
  }\t${row.repaired ? 't' : 'f'}`;
  for (const value of row.values) text += `\t${copyValue(value)}`;
  return `${text}\n`;
}

/**
 * Fills a file's staging table anew with what `fill` writes, which gives how many rows that were. All
 * or nothing; whoever still fills it from before is waited for.
 */
export function stageRows(
  database: Database,
  batch: number,
  file: ExportFile,
  fill: (sink: RowSink) => Promise<number>,
): Promise<number> {
  const { table, columns } = stagings[file];
  return database.$client.begin(async (own) => {
    await own`select clear_staged(${batch}, ${file})`;
    const rows = await copyRows(own, table, [...places, ...columns], fill);
    await own`insert into staged_file (batch, file, rows, checked)
      values (${batch}, ${file}, ${rows}, false)`;
    return rows;
  });
}
