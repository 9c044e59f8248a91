import { sql } from 'drizzle-orm';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import type { Transaction } from '../../database.ts';

/** A row as it should have been: a line of the file's form, without line end. */
export type Correction = { file: ExportFile; line: number; row: string };

/** `unknown`: lines of the batch that are not refused. `unchanged`: they are as they were. */
export type Corrected = {
  corrected: number;
  unchanged: number;
  unknown: { file: ExportFile; line: number }[];
};

type Found = { at: number; known: boolean; changed: boolean };

/**
 * Keeps what operators corrected until the rows are tried again; a row that is once more as it came
 * loses its correction. The caller holds the batch.
 */
export async function correctRejects(
  own: Transaction,
  batch: number,
  corrections: readonly Correction[],
): Promise<Corrected> {
  const given = JSON.stringify(corrections);
  const found = (await own.execute(sql`
    with given as (
      select g.ordinality::int as at, g.value ->> 'file' as file, (g.value ->> 'line')::int as line,
        g.value ->> 'row' as row
      from jsonb_array_elements(${given}::jsonb) with ordinality as g
    ), changed as (
      update migration_reject r set corrected = nullif(given.row, r.raw)
      from given
      where r.batch = ${batch} and r.file = given.file and r.line = given.line and r.outcome = 'open'
        and coalesce(r.corrected, r.raw) is distinct from given.row
      returning given.at
    )
    select given.at, r.line is not null as known, changed.at is not null as changed
    from given
    left join migration_reject r on r.batch = ${batch} and r.file = given.file
      and r.line = given.line and r.outcome = 'open'
    left join changed on changed.at = given.at
    order by given.at`)) as unknown as Found[];
  const corrected = found.filter(({ changed }) => changed).length;
  const unknown = found.flatMap(({ at, known }) => {
    const one = corrections[at - 1];
    return known || !one ? [] : [{ file: one.file, line: one.line }];
  });
  return { corrected, unchanged: found.length - corrected - unknown.length, unknown };
}
