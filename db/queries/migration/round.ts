import { and, eq, sql } from 'drizzle-orm';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import type { Database } from '../../database.ts';
import { migrationBatch, migrationCursor, migrationReject } from '../../schema/schema.ts';
import { lockBatch } from './batch.ts';

/**
 * Begins another round of a reconciled batch, where anything is still refused; gives how many rows that
 * are. A round that has begun goes on.
 */
export function beginRound(database: Database, id: string): Promise<number> {
  return database.transaction(async (own) => {
    const batch = await lockBatch(own, id);
    if (!batch) throw new Error(`there is no batch ${id}`);
    const open = and(eq(migrationReject.batch, batch.number), eq(migrationReject.outcome, 'open'));
    const rows = await own.$count(migrationReject, open);
    if (batch.phase !== 'reconciled' || rows === 0) return rows;
    await own.delete(migrationCursor).where(eq(migrationCursor.batch, batch.number));
    await own
      .update(migrationBatch)
      .set({ phase: 'staging', phaseAt: sql`now()`, round: batch.round + 1 })
      .where(eq(migrationBatch.id, id));
    return rows;
  });
}

/** The next rows of a file that are still refused, in the order of their lines. */
export function listOpenRows(
  database: Database,
  batch: number,
  file: ExportFile,
  { after, limit }: { after: number; limit: number },
): Promise<{ line: number; text: string }[]> {
  return database.$client<{ line: number; text: string }[]>`
    select line, coalesce(corrected, raw) as text from migration_reject
    where batch = ${batch} and file = ${file} and line > ${after} and outcome = 'open'
    order by line limit ${limit}`;
}
