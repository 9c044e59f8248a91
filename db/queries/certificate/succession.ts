import { DrizzleQueryError, sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { CancellationCode } from '../../../domain/certificate/cancellation.ts';
import type { CertificateStatus } from '../../../domain/certificate/certificate.ts';
import { isOwnNumber } from '../../../domain/certificate/numbering.ts';
import type { Database, Fragment, Transaction } from '../../database.ts';
import {
  type certificateCopy,
  type LegacyStatus,
  legacyCancellation,
} from '../../schema/schema.ts';

/** How a certificate names the one that it replaces: issued here, or come over. */
export const replacing = (parent: string | null) => {
  const isOwn = parent !== null && isOwnNumber(parent);
  return { replaces: isOwn ? parent : null, replacesLegacy: isOwn ? null : parent };
};

/**
 * A certificate, issued here or come over, gives way to the one that is issued in its place, in the
 * very statement that issues that one. The statement fails when the certificate is not in force any
 * more (`isParentMoved`).
 */
export const parentSuperseded = (
  { $client: client }: Database,
  { parent, successor }: { parent: string; successor: string },
): Fragment => client`
  update ${client(isOwnNumber(parent) ? 'certificate' : 'legacy_certificate')}
  set status = case status when 'in-force' then 'superseded' end, successor = ${successor}
  from moved where number = ${parent}
  returning number`;

export type CertificateCopy = typeof certificateCopy.$inferSelect;

/** Keeps a true copy; the statement fails when its original is not in force any more (`isParentMoved`). */
export const copyIssued = (
  { $client: client }: Database,
  copy: Omit<CertificateCopy, 'applicationId'>,
): Fragment => client`
  insert into certificate_copy (application_id, number, copied_on, copied_at, pdf_key, qr_text,
    officer_id, officer_certificate_sha256, signed_by)
  select moved.id,
    (select number from certificate where number = ${copy.number} and status = 'in-force' for share),
    ${copy.copiedOn}::date, ${copy.copiedAt.toISOString()}::timestamptz, ${copy.pdfKey}, ${copy.qrText},
    ${copy.officerId}::uuid, ${copy.officerCertificateSha256}, ${copy.signedBy}
  from moved
  returning number`;

/** The certificate counts no more; the statement fails when it does not stand as was seen (`isParentMoved`). */
export const certificateCancelled = (
  { $client: client }: Database,
  cancelled: {
    number: string;
    seen: CertificateStatus;
    code: CancellationCode;
    reason: string;
    at: Date;
  },
): Fragment => client`
  update certificate
  set status = case status when ${cancelled.seen} then 'cancelled' end,
    cancelled_at = ${cancelled.at.toISOString()}, cancellation_code = ${cancelled.code},
    cancellation_reason = ${cancelled.reason}
  from moved where number = ${cancelled.number}
  returning number`;

/**
 * The same of one that came over, in two statements of one transaction, which fail when it does not
 * stand as was seen (`isParentMoved`).
 */
export async function takenOverCancelled(
  own: Transaction,
  { seen, ...cancelled }: typeof legacyCancellation.$inferInsert & { seen: LegacyStatus },
): Promise<void> {
  await own.insert(legacyCancellation).values(cancelled);
  await own.execute(sql`
    update legacy_certificate set status = case status when ${seen} then 'cancelled' end
    where number = ${cancelled.number}`);
}

const notNull = '23502';
const keptForGood = '23001';
const cancelledOnce = 'legacy_cancellation_pkey';
const oneSuccessor = ['certificate_replaces', 'certificate_replaces_legacy'];

/** Whether a step failed because somebody else was first to replace or cancel a certificate. */
export function isParentMoved(thrown: unknown): boolean {
  const error = thrown instanceof DrizzleQueryError ? thrown.cause : thrown;
  if (!(error instanceof postgres.PostgresError)) return false;
  const { code, table_name: table, column_name: column, constraint_name: constraint } = error;
  if (code === notNull) return table === 'certificate_copy' || column === 'status';
  return (
    code === keptForGood || constraint === cancelledOnce || oneSuccessor.includes(constraint ?? '')
  );
}
