import { eq } from 'drizzle-orm';
import type { Parent } from '../../../domain/application/request.ts';
import type { Database, Transaction } from '../../database.ts';
import { application, certificate, office } from '../../schema/schema.ts';

/** A certificate that a request is made against, and what authority over it hangs on. */
export type ParentRow = Parent & { iec: string; officeId: string; agencyCode: string };

/** The certificate of a number as it stands, with what was applied for to get it; null when there is none. */
export async function findParent(
  database: Database | Transaction,
  number: string,
): Promise<ParentRow | null> {
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
      iec: certificate.iec,
      officeId: certificate.officeId,
      agencyCode: office.agencyCode,
    })
    .from(certificate)
    .innerJoin(application, eq(application.id, certificate.applicationId))
    .innerJoin(office, eq(office.id, certificate.officeId))
    .where(eq(certificate.number, number));
  return row ? { ...row, cancelledAt: row.cancelledAt?.toISOString() ?? null } : null;
}

/** The parent of a case; null for one that is made against no certificate. */
export async function readParentOf(
  database: Database | Transaction,
  { parent }: { parent: string | null },
): Promise<Parent | null> {
  if (parent === null) return null;
  const found = await findParent(database, parent);
  if (!found) throw new Error(`there is no certificate ${parent}`);
  return found;
}
