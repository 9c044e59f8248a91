import type postgres from 'postgres';
import { type ExportFile, exportFiles } from '../../../../domain/migration/export-file.ts';
import { stagings } from '../../../../domain/migration/staging.ts';

type Sql = postgres.TransactionSql;

/**
 * Keeps what was decided where it outlasts the staging tables: refused rows, and how many of each file
 * were skipped. In a later round the rows are known already, and what is skipped now is told of them.
 */
export async function keepDecisions(
  own: Sql,
  { number, round }: { number: number; round: number },
): Promise<void> {
  if (round > 0) {
    await own`
      update migration_reject kept
      set reason = now.reason, value = now.value, key = now.key,
        outcome = case when now.skipped then 'skipped' else 'open' end
      from staged_refusal now
      where kept.batch = ${number} and kept.file = now.file and kept.line = now.line`;
    return;
  }
  await own`delete from migration_reject where batch = ${number}`;
  for (const file of exportFiles) await insertRejects(own, number, file);
  await own`
    update migration_batch set skipped = coalesce(
      (select jsonb_object_agg(file, lines) from (
        select file, count(*) as lines from staged_refusal where skipped group by file) counted), '{}')
    where number = ${number}`;
}

const insertRejects = (own: Sql, batch: number, file: ExportFile) => own`
  insert into migration_reject (batch, file, line, key, reason, value, "offset", length)
  select ${batch}, gone.file, gone.line, gone.key, gone.reason, gone.value, s."offset", s.length
  from staged_refusal gone join ${own(stagings[file].table)} s on s.line = gone.line
  where gone.file = ${file} and not gone.skipped`;
