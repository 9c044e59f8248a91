import { and, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { certificate, certificateNumber, signingRequest } from '../schema/schema.ts';

export type SigningRequest = typeof signingRequest.$inferSelect;

/** Keeps what the officer is asked to sign; a newer request takes the place of an older one. */
export async function putSigningRequest(
  transaction: Transaction,
  request: SigningRequest,
): Promise<void> {
  const { applicationId: _, ...replaced } = request;
  await transaction
    .insert(signingRequest)
    .values(request)
    .onConflictDoUpdate({ target: signingRequest.applicationId, set: replaced });
}

/** What a case's officer is asked to sign; null when nothing is prepared. */
export async function readSigningRequest(
  database: Database | Transaction,
  applicationId: string,
): Promise<SigningRequest | null> {
  const [row] = await database
    .select()
    .from(signingRequest)
    .where(eq(signingRequest.applicationId, applicationId));
  return row ?? null;
}

/** Makes the reserved number final and the certificate valid: one transaction with the case's step. */
export async function insertCertificate(
  transaction: Transaction,
  row: typeof certificate.$inferInsert,
): Promise<void> {
  const final = await transaction
    .update(certificateNumber)
    .set({ issuedAt: row.issuedAt })
    .where(
      and(
        eq(certificateNumber.number, row.number),
        eq(certificateNumber.applicationId, row.applicationId),
        isNull(certificateNumber.issuedAt),
      ),
    )
    .returning({ number: certificateNumber.number });
  if (final.length !== 1) throw new Error(`the number ${row.number} is not this case's to issue`);
  await transaction.insert(certificate).values(row);
}
