import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { legacyDocument, migrationBatch } from '../../schema/schema.ts';

export type LegacyDocumentRow = Pick<
  typeof legacyDocument.$inferSelect,
  'name' | 'sha256' | 'kind' | 'mediaType' | 'bytes'
>;

/** The scans and old PDFs of a certificate that came over in accepted batches, each once. */
export function listLegacyDocuments(
  database: Database,
  number: string,
): Promise<LegacyDocumentRow[]> {
  return database
    .selectDistinctOn([legacyDocument.kind, legacyDocument.sha256], {
      name: legacyDocument.name,
      sha256: legacyDocument.sha256,
      kind: legacyDocument.kind,
      mediaType: legacyDocument.mediaType,
      bytes: legacyDocument.bytes,
    })
    .from(legacyDocument)
    .innerJoin(migrationBatch, eq(migrationBatch.number, legacyDocument.batch))
    .where(
      and(
        eq(legacyDocument.number, number),
        isNull(legacyDocument.refusal),
        sql`${migrationBatch.acceptedAt} is not null`,
      ),
    )
    .orderBy(asc(legacyDocument.kind), asc(legacyDocument.sha256));
}
