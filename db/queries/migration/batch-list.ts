import { desc, eq, lt, sql } from 'drizzle-orm';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import { stagings } from '../../../domain/migration/staging.ts';
import type { Database } from '../../database.ts';
import { migrationBatch, migrationCursor } from '../../schema/schema.ts';
import type { BatchRow } from './batch.ts';

/** Batches, the latest first, from before the number `before` on. */
export function listBatches(
  database: Database,
  { before, limit }: { before: number | null; limit: number },
): Promise<BatchRow[]> {
  return database
    .select()
    .from(migrationBatch)
    .where(before === null ? undefined : lt(migrationBatch.number, before))
    .orderBy(desc(migrationBatch.number))
    .limit(limit);
}

/** How far the rows of a file have come: read into staging, and of the lines to load those loaded. */
export type FileProgress = { file: ExportFile; read: number; toLoad: number; loaded: number };

type StagedRow = { file: ExportFile; rows: string };
type CopyRow = { relation: string; rows: string };

/**
 * How far a batch is at this moment. Of a file that is being read just now PostgreSQL itself says how
 * many rows have come; they count once all of them have.
 */
export async function readProgress(
  database: Database,
  { number }: Pick<BatchRow, 'number'>,
): Promise<FileProgress[]> {
  const { $client: client } = database;
  const [staged, copying, cursors] = await Promise.all([
    client<StagedRow[]>`select file, rows from staged_file where batch = ${number}`,
    client<CopyRow[]>`
      select relid::regclass::text as relation, tuples_processed as rows
      from pg_stat_progress_copy where datname = current_database()`,
    database
      .select({
        file: migrationCursor.file,
        toLoad: sql<number>`sum(to_line - from_line)`.mapWith(Number),
        loaded: sql<number>`sum(next_line - from_line)`.mapWith(Number),
      })
      .from(migrationCursor)
      .where(eq(migrationCursor.batch, number))
      .groupBy(migrationCursor.file),
  ]);
  return (Object.keys(stagings) as ExportFile[]).map((file) => {
    const whole = staged.find((one) => one.file === file)?.rows;
    const { table } = stagings[file];
    const begun = copying.find(({ relation }) => relation === table)?.rows;
    const cursor = cursors.find((one) => one.file === file);
    const read = Number(whole ?? begun ?? 0);
    return { file, read, toLoad: cursor?.toLoad ?? 0, loaded: cursor?.loaded ?? 0 };
  });
}
