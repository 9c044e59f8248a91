import { and, asc, eq, gt, isNotNull, or, sql } from 'drizzle-orm';
import type { ExportFile } from '../../../domain/migration/export-file.ts';
import type { RejectReason } from '../../../domain/migration/reject-reason.ts';
import type { Database } from '../../database.ts';
import { migrationReject } from '../../schema/schema.ts';

export type RejectRow = typeof migrationReject.$inferSelect;

/** Behind which refused row a page begins. */
export type RejectPlace = { file: ExportFile; line: number };

export type RejectsAsked = {
  file: ExportFile | null;
  reason: RejectReason | null;
  /** Also rows that only go with a refused record, and have no reason of their own. */
  withRest: boolean;
  after: RejectPlace | null;
  limit: number;
};

/** Rows of a batch that are still refused, by file and line. */
export function listRejects(
  database: Database,
  batch: number,
  { file, reason, withRest, after, limit }: RejectsAsked,
): Promise<RejectRow[]> {
  const { file: ofFile, line, reason: forReason, outcome } = migrationReject;
  return database
    .select()
    .from(migrationReject)
    .where(
      and(
        eq(migrationReject.batch, batch),
        eq(outcome, 'open'),
        file === null ? undefined : eq(ofFile, file),
        reason === null ? undefined : eq(forReason, reason),
        withRest ? undefined : isNotNull(forReason),
        after === null
          ? undefined
          : or(gt(ofFile, after.file), and(eq(ofFile, after.file), gt(line, after.line))),
      ),
    )
    .orderBy(asc(ofFile), asc(line))
    .limit(limit);
}

/** How many rows of a batch are still refused, by file and reason. */
export async function countRejects(
  database: Database,
  batch: number,
): Promise<{ file: ExportFile; reason: RejectReason; rows: number; corrected: number }[]> {
  const { file, reason, outcome } = migrationReject;
  const rows = await database
    .select({
      file,
      reason,
      rows: sql<number>`count(*)`.mapWith(Number),
      corrected: sql<number>`count(corrected)`.mapWith(Number),
    })
    .from(migrationReject)
    .where(and(eq(migrationReject.batch, batch), eq(outcome, 'open'), isNotNull(reason)))
    .groupBy(file, reason)
    .orderBy(file, reason);
  return rows.flatMap((row) => (row.reason ? [{ ...row, reason: row.reason }] : []));
}
