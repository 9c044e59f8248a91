import { eq, isNull } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { type certificate, office, officerCertificate } from '../../schema/schema.ts';

/** What verification needs of an issued certificate. */
export type CertificateRow = Pick<
  typeof certificate.$inferSelect,
  | 'number'
  | 'officeId'
  | 'iec'
  | 'content'
  | 'contentSha256'
  | 'pdfKey'
  | 'officerId'
  | 'officerCertificateSha256'
  | 'signedBy'
  | 'issuedAt'
  | 'validUntil'
  | 'status'
>;

/**
 * The certificate of a number; null when there is none. This is what the world asks most, so it
 * is one look-up by primary key, and by the driver itself: Drizzle does not keep a statement
 * prepared on the server, which would cost more than the look-up.
 */
export async function findCertificate(
  database: Database,
  number: string,
): Promise<CertificateRow | null> {
  const [row] = await database.$client<(Omit<CertificateRow, 'issuedAt'> & { issuedAt: string })[]>`
    select number, office_id as "officeId", iec, content, content_sha256 as "contentSha256",
      pdf_key as "pdfKey", officer_id as "officerId", signed_by as "signedBy", status,
      officer_certificate_sha256 as "officerCertificateSha256", issued_at as "issuedAt",
      valid_until as "validUntil"
    from certificate where number = ${number}`;
  return row ? { ...row, issuedAt: new Date(row.issuedAt) } : null;
}

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
    .from(officerCertificate)
    .where(isNull(officerCertificate.replacedAt));
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
