import { desc, eq, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../database.ts';
import { migrationBatch, migrationReport } from '../../schema/schema.ts';
import type { BatchRow } from './batch.ts';

export type ReportRow = typeof migrationReport.$inferSelect;

/** A batch with the names of those who accepted it. */
export type ReportedBatch = BatchRow & { byName: string | null; withName: string | null };

const nameOf = (id: AnyPgColumn) =>
  sql<string | null>`(select p.name from account p where p.id = ${id})`;

/** What a report of a batch is made from; null where there is no such batch. */
export async function findReportedBatch(
  database: Database,
  id: string,
): Promise<ReportedBatch | null> {
  const [row] = await database
    .select({
      batch: migrationBatch,
      byName: nameOf(migrationBatch.acceptedBy),
      withName: nameOf(migrationBatch.acceptedWith),
    })
    .from(migrationBatch)
    .where(eq(migrationBatch.id, id));
  return row ? { ...row.batch, byName: row.byName, withName: row.withName } : null;
}

/** Keeps a report; the same figures are reported once. */
export async function keepReport(database: Database, report: ReportRow): Promise<void> {
  await database.insert(migrationReport).values(report).onConflictDoNothing();
}

/** The last report of a batch; null before there is one. */
export async function findReport(database: Database, batch: number): Promise<ReportRow | null> {
  const [row] = await database
    .select()
    .from(migrationReport)
    .where(eq(migrationReport.batch, batch))
    .orderBy(desc(migrationReport.madeAt))
    .limit(1);
  return row ?? null;
}
