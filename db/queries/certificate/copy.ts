import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { certificateCopy } from '../../schema/schema.ts';
import type { CertificateCopy } from './succession.ts';

/** The true copies of a certificate, the first first. */
export function listCopies(database: Database, number: string): Promise<CertificateCopy[]> {
  return database
    .select()
    .from(certificateCopy)
    .where(eq(certificateCopy.number, number))
    .orderBy(asc(certificateCopy.copiedAt));
}

/** The copy of a certificate that was made on one request; null when there is none. */
export async function findCopy(
  database: Database,
  { number, applicationId }: { number: string; applicationId: string },
): Promise<CertificateCopy | null> {
  const [row] = await database
    .select()
    .from(certificateCopy)
    .where(
      and(eq(certificateCopy.number, number), eq(certificateCopy.applicationId, applicationId)),
    );
  return row ?? null;
}
