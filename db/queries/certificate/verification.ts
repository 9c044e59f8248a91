import { eq, inArray, isNull } from 'drizzle-orm';
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
  | 'replaces'
  | 'successor'
  | 'cancelledAt'
  | 'cancellationCode'
> & {
  /** The content as the text that was hashed. */
  contentText: string;
  /** When the file was signed: its certificate's issue, or the making of a true copy. */
  signedAt: Date;
  /** The day on which the file was made as a true copy, `YYYY-MM-DD`; null on originals. */
  copiedOn: string | null;
};

/** The driver gives instants as PostgreSQL writes them. */
type Driven = Omit<CertificateRow, 'content' | 'issuedAt' | 'signedAt' | 'cancelledAt'> & {
  issuedAt: string;
  signedAt: string;
  cancelledAt: string | null;
};

const rowOf = ({ issuedAt, signedAt, cancelledAt, ...row }: Driven): CertificateRow => ({
  ...row,
  content: JSON.parse(row.contentText),
  issuedAt: new Date(issuedAt),
  signedAt: new Date(signedAt),
  cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
});

const selected = `
  select number, office_id as "officeId", iec, content as "contentText", content_sha256 as "contentSha256",
    pdf_key as "pdfKey", officer_id as "officerId", signed_by as "signedBy", status,
    officer_certificate_sha256 as "officerCertificateSha256", issued_at as "issuedAt",
    valid_until as "validUntil", coalesce(replaces, replaces_legacy) as replaces, successor, cancelled_at as "cancelledAt",
    cancellation_code as "cancellationCode", issued_at as "signedAt", null::text as "copiedOn"
  from certificate`;

/** The same of true copies: what they say and what became of it is their original's. */
const selectedCopies = `
  select c.number, office_id, iec, content, content_sha256, k.pdf_key, k.officer_id, k.signed_by,
    status, k.officer_certificate_sha256, issued_at, valid_until, coalesce(replaces, replaces_legacy),
    successor, cancelled_at, cancellation_code, k.copied_at, k.copied_on::text
  from certificate_copy k join certificate c on c.number = k.number`;

/** Planned once on its connection: left to itself, the driver has such a text planned at each asking. */
async function look(
  { $client: client }: Database,
  text: string,
  parameters: (string | string[])[],
): Promise<CertificateRow[]> {
  const rows = await client.unsafe<Driven[]>(text, parameters, { prepare: true });
  return rows.map(rowOf);
}

/**
 * The certificate of a number; null when there is none. This is what the world asks most, so it
 * is one look-up by primary key, and by the driver itself, with a text that is not put together at
 * each asking: that would cost more than the look-up.
 */
export async function findCertificate(
  database: Database,
  number: string,
): Promise<CertificateRow | null> {
  const [row] = await look(database, `${selected} where number = $1`, [number]);
  return row ?? null;
}

/** The certificate whose signed PDF, or true copy, has this SHA-256 (hex); null when there is none. */
export async function findCertificateOfFile(
  database: Database,
  sha256: string,
): Promise<CertificateRow | null> {
  const text = `${selected} where pdf_key = $1
    union all ${selectedCopies} where k.pdf_key = $1`;
  const [row] = await look(database, text, [sha256]);
  return row ?? null;
}

/** Certificates that have one of these numbers, or a signed PDF or copy of one of these SHA-256 (hex). */
export async function findCertificates(
  database: Database,
  { numbers, files }: { numbers: string[]; files: string[] },
): Promise<CertificateRow[]> {
  const text = `${selected} where number = any($1) or pdf_key = any($2)
    union all ${selectedCopies} where k.pdf_key = any($2)`;
  return look(database, text, [numbers, files]);
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

export type IssuerRecord = {
  sha256: string;
  accountId: string;
  certificate: string;
  chain: string[];
};

/** Of these DSCs those that were registered here, current or replaced. */
export function readIssuers(database: Database, sha256s: string[]): Promise<IssuerRecord[]> {
  return database
    .select({
      sha256: officerCertificate.sha256,
      accountId: officerCertificate.accountId,
      certificate: officerCertificate.certificate,
      chain: officerCertificate.chain,
    })
    .from(officerCertificate)
    .where(inArray(officerCertificate.sha256, sha256s));
}
