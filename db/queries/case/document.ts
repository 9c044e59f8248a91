import { and, asc, count, eq, sql } from 'drizzle-orm';
import { isDue } from '../../../domain/stage.ts';
import type { Database, Transaction } from '../../database.ts';
import { application, document } from '../../schema/schema.ts';

export type DocumentRow = typeof document.$inferSelect;
export type NewDocument = Omit<DocumentRow, 'createdAt'>;

const most = { documents: 20, bytes: 100 * 1024 * 1024 };

export type AddedDocument =
  | { outcome: 'added' | 'already-there'; row: DocumentRow }
  | { outcome: 'full' }
  | { outcome: 'not-due' };

async function lockForPapers(transaction: Transaction, applicationId: string): Promise<boolean> {
  const [row] = await transaction
    .select({ stage: application.stage })
    .from(application)
    .where(eq(application.id, applicationId))
    .for('update');
  return row !== undefined && isDue('attach-document', row.stage);
}

/** Adds a paper to a draft, or to a case that was asked about, once per type and content; the case's lock keeps the limits true. */
export function addDocument(database: Database, paper: NewDocument): Promise<AddedDocument> {
  const { applicationId, type, sha256 } = paper;
  return database.transaction(async (transaction) => {
    if (!(await lockForPapers(transaction, applicationId))) return { outcome: 'not-due' };
    const [same] = await transaction
      .select()
      .from(document)
      .where(
        and(
          eq(document.applicationId, applicationId),
          eq(document.type, type),
          eq(document.sha256, sha256),
        ),
      );
    if (same) return { outcome: 'already-there', row: same };
    const [held] = await transaction
      .select({ documents: count(), bytes: sql<string>`coalesce(sum(${document.bytes}), 0)` })
      .from(document)
      .where(eq(document.applicationId, applicationId));
    const bytes = Number(held?.bytes ?? 0) + paper.bytes;
    if ((held?.documents ?? 0) >= most.documents || bytes > most.bytes) return { outcome: 'full' };
    const [row] = await transaction.insert(document).values(paper).returning();
    if (!row) throw new Error('a document was inserted and not returned');
    return { outcome: 'added', row };
  });
}

export function listDocuments(database: Database, applicationId: string): Promise<DocumentRow[]> {
  return database
    .select()
    .from(document)
    .where(eq(document.applicationId, applicationId))
    .orderBy(asc(document.createdAt), asc(document.id));
}

/** One paper of one case; null when the case has no such paper. */
export async function findDocument(
  database: Database,
  applicationId: string,
  documentId: string,
): Promise<DocumentRow | null> {
  const [row] = await database
    .select()
    .from(document)
    .where(and(eq(document.id, documentId), eq(document.applicationId, applicationId)));
  return row ?? null;
}
