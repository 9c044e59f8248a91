import { eq } from 'drizzle-orm';
import type { Parent } from '../../../domain/application/request.ts';
import type { Database } from '../../database.ts';
import { application, certificate } from '../../schema/schema.ts';

/** The certificate that a request is made against, as it stands; null when there is none. */
export async function findParent(database: Database, number: string): Promise<Parent | null> {
  const [row] = await database
    .select({
      number: certificate.number,
      status: certificate.status,
      issuedOn: certificate.issuedOn,
      validUntil: certificate.validUntil,
      successor: certificate.successor,
      cancelledAt: certificate.cancelledAt,
      content: certificate.content,
      application: application.content,
    })
    .from(certificate)
    .innerJoin(application, eq(application.id, certificate.applicationId))
    .where(eq(certificate.number, number));
  return row ? { ...row, cancelledAt: row.cancelledAt?.toISOString() ?? null } : null;
}

/** The parent of a case; null for one that is made against no certificate. */
export async function readParentOf(
  database: Database,
  { parent }: { parent: string | null },
): Promise<Parent | null> {
  if (parent === null) return null;
  const found = await findParent(database, parent);
  if (!found) throw new Error(`there is no certificate ${parent}`);
  return found;
}
