import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { certificate, office, officerCertificate } from '../schema/schema.ts';

/**
 * The certificate of a number, by one primary-key look-up prepared once: this is what the world
 * asks most.
 */
export function prepareCertificateByNumber(database: Database) {
  const statement = database
    .select()
    .from(certificate)
    .where(eq(certificate.number, sql.placeholder('number')))
    .prepare('certificate_by_number');
  return async (number: string): Promise<CertificateRow | null> => {
    const [row] = await statement.execute({ number });
    return row ?? null;
  };
}

export type CertificateRow = typeof certificate.$inferSelect;

/** The agency of an office: an administrator sees the certificates of the whole agency. */
export async function readAgencyOf(database: Database, officeId: string): Promise<string | null> {
  const [row] = await database
    .select({ agencyCode: office.agencyCode })
    .from(office)
    .where(eq(office.id, officeId));
  return row?.agencyCode ?? null;
}

/** Officers' certificates with those that issued them, DER in base64, one for each chain. */
export async function listIssuerChains(database: Database): Promise<string[][]> {
  const rows = await database
    .selectDistinctOn([officerCertificate.chain], {
      certificate: officerCertificate.certificate,
      chain: officerCertificate.chain,
    })
    .from(officerCertificate);
  return rows.map(({ certificate: own, chain }) => [own, ...chain]);
}

export type IssuerRecord = { accountId: string; certificate: string; chain: string[] };

/** A DSC that was registered here, current or replaced; null when it never was. */
export async function readIssuer(database: Database, sha256: string): Promise<IssuerRecord | null> {
  const [row] = await database
    .select({
      accountId: officerCertificate.accountId,
      certificate: officerCertificate.certificate,
      chain: officerCertificate.chain,
    })
    .from(officerCertificate)
    .where(eq(officerCertificate.sha256, sha256));
  return row ?? null;
}
