import { and, asc, eq, inArray, isNull, max, or, sql } from 'drizzle-orm';
import type { DocumentRefusal } from '../../../domain/migration/legacy-document.ts';
import type { Database } from '../../database.ts';
import { legacyCertificate, legacyDocument, migrationBatch } from '../../schema/schema.ts';

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

export type LegacyDocumentEntry = typeof legacyDocument.$inferSelect;

/** The first entry of a batch's list that was not looked at; what was is the cursor. */
export async function nextDocument(database: Database, batch: number): Promise<number> {
  const [row] = await database
    .select({ last: max(legacyDocument.position) })
    .from(legacyDocument)
    .where(eq(legacyDocument.batch, batch));
  return row?.last == null ? 0 : row.last + 1;
}

/** Of those numbers the certificates that the batch has brought, or one before it that was accepted. */
export async function knownNumbers(
  database: Database,
  batch: number,
  numbers: readonly string[],
): Promise<Set<string>> {
  const rows = await database
    .select({ number: legacyCertificate.number })
    .from(legacyCertificate)
    .innerJoin(migrationBatch, eq(migrationBatch.number, legacyCertificate.batch))
    .where(
      and(
        inArray(legacyCertificate.number, [...numbers]),
        or(eq(migrationBatch.number, batch), sql`${migrationBatch.acceptedAt} is not null`),
      ),
    );
  return new Set(rows.map(({ number }) => number));
}

/** Keeps what became of entries of a list; entered before, they are as they are now. */
export async function keepDocuments(
  database: Database,
  entries: readonly LegacyDocumentEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await database
    .insert(legacyDocument)
    .values([...entries])
    .onConflictDoUpdate({
      target: [legacyDocument.batch, legacyDocument.position],
      set: {
        mediaType: sql`excluded.media_type`,
        bytes: sql`excluded.bytes`,
        refusal: sql`excluded.refusal`,
        detail: sql`excluded.detail`,
      },
    });
}

/** Entries that were refused for their certificate's sake, which has come since. */
export async function documentsToRetry(
  database: Database,
  batch: number,
  limit: number,
): Promise<number[]> {
  const rows = await database
    .selectDistinct({ position: legacyDocument.position })
    .from(legacyDocument)
    .innerJoin(legacyCertificate, eq(legacyCertificate.number, legacyDocument.number))
    .innerJoin(migrationBatch, eq(migrationBatch.number, legacyCertificate.batch))
    .where(
      and(
        eq(legacyDocument.batch, batch),
        eq(legacyDocument.refusal, 'certificate-unknown'),
        or(eq(migrationBatch.number, batch), sql`${migrationBatch.acceptedAt} is not null`),
      ),
    )
    .orderBy(asc(legacyDocument.position))
    .limit(limit);
  return rows.map(({ position }) => position);
}

/** How many of a batch's documents were taken, and how many refused for what. */
export type DocumentFigures = {
  /** SHA-256 (hex) over a line for each in their order: name, hash, certificate and kind. */
  sha256: string;
  listed: number;
  taken: number;
  refused: Partial<Record<DocumentRefusal, number>>;
};

export async function countDocuments(database: Database, batch: number): Promise<DocumentFigures> {
  const ofBatch = eq(legacyDocument.batch, batch);
  const line = sql`concat_ws(' ', name, sha256, number, kind) || chr(10)`;
  const [whole] = await database
    .select({
      sha256: sql<string>`encode(sha256(convert_to(coalesce(
        string_agg(${line}, '' order by position), ''), 'UTF8')), 'hex')`,
    })
    .from(legacyDocument)
    .where(ofBatch);
  const rows = await database
    .select({ refusal: legacyDocument.refusal, count: sql<number>`count(*)::int` })
    .from(legacyDocument)
    .where(ofBatch)
    .groupBy(legacyDocument.refusal)
    .orderBy(asc(legacyDocument.refusal));
  const refused = rows.flatMap(({ refusal, count }) => (refusal ? [[refusal, count]] : []));
  return {
    sha256: whole?.sha256 ?? '',
    listed: rows.reduce((sum, { count }) => sum + count, 0),
    taken: rows.find(({ refusal }) => refusal === null)?.count ?? 0,
    refused: Object.fromEntries(refused),
  };
}

/** What a batch's list names and was not taken, in the list's order, after a position. */
export function listRefusedDocuments(
  database: Database,
  batch: number,
  { after, limit }: { after: number; limit: number },
): Promise<LegacyDocumentEntry[]> {
  return database
    .select()
    .from(legacyDocument)
    .where(
      and(
        eq(legacyDocument.batch, batch),
        sql`${legacyDocument.refusal} is not null and ${legacyDocument.position} > ${after}`,
      ),
    )
    .orderBy(asc(legacyDocument.position))
    .limit(limit);
}
