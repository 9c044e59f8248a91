import { and, asc, eq, gt, isNull, lte, ne } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account, officerCertificate } from '../../schema/schema.ts';

export type OfficerCertificate = typeof officerCertificate.$inferSelect;

/** The DSC that counts for an officer just now; null where none is registered. */
export async function findOfficerCertificate(
  database: Database | Transaction,
  accountId: string,
): Promise<OfficerCertificate | null> {
  const [row] = await database
    .select()
    .from(officerCertificate)
    .where(and(eq(officerCertificate.accountId, accountId), isNull(officerCertificate.replacedAt)));
  return row ?? null;
}

/** Whether a certificate is, or ever was, another person's: nobody signs with a handed-over token. */
export async function isOthersCertificate(
  database: Database | Transaction,
  { sha256, accountId }: Pick<OfficerCertificate, 'sha256' | 'accountId'>,
): Promise<boolean> {
  const others = and(
    eq(officerCertificate.sha256, sha256),
    ne(officerCertificate.accountId, accountId),
  );
  return (await database.$count(officerCertificate, others)) > 0;
}

/**
 * Makes this the certificate that counts for its officer, in place of the one before; answers that
 * one. One after another for each officer, so that there is never a second. A certificate of the
 * officer's own that was replaced earlier may come back.
 */
export async function replaceOfficerCertificate(
  transaction: Transaction,
  certificate: Omit<OfficerCertificate, 'replacedAt'>,
): Promise<OfficerCertificate | null> {
  const { accountId, registeredAt } = certificate;
  await transaction
    .select({ id: account.id })
    .from(account)
    .where(eq(account.id, accountId))
    .for('update');
  const before = await findOfficerCertificate(transaction, accountId);
  await transaction
    .update(officerCertificate)
    .set({ replacedAt: registeredAt })
    .where(and(eq(officerCertificate.accountId, accountId), isNull(officerCertificate.replacedAt)));
  const [kept] = await transaction
    .insert(officerCertificate)
    .values(certificate)
    .onConflictDoUpdate({
      target: officerCertificate.sha256,
      set: { replacedAt: null, registeredAt },
      setWhere: eq(officerCertificate.accountId, accountId),
    })
    .returning({ sha256: officerCertificate.sha256 });
  if (!kept) throw new Error('another account took this certificate in the same moment');
  return before;
}

/** A certificate that counts, with whose it is. */
export type RegisteredToken = Pick<OfficerCertificate, 'sha256' | 'validTo'> & {
  name: string;
  email: string;
};

const tokensInUse = (database: Database) =>
  database
    .select({
      sha256: officerCertificate.sha256,
      validTo: officerCertificate.validTo,
      name: account.name,
      email: account.email,
    })
    .from(officerCertificate)
    .innerJoin(account, eq(account.id, officerCertificate.accountId))
    .$dynamic();

const inUse = and(isNull(officerCertificate.replacedAt), eq(account.active, true));

/** Tokens of active officers that expire after `from` and not after `until`, soonest first. */
export function listTokensExpiring(
  database: Database,
  { from, until }: { from: Date; until: Date },
): Promise<RegisteredToken[]> {
  const { validTo } = officerCertificate;
  return tokensInUse(database)
    .where(and(inUse, gt(validTo, from), lte(validTo, until)))
    .orderBy(asc(validTo));
}

/** A token by its certificate; null where it counts no more or its officer is not active. */
export async function findTokenInUse(
  database: Database,
  sha256: string,
): Promise<RegisteredToken | null> {
  const [row] = await tokensInUse(database).where(
    and(inUse, eq(officerCertificate.sha256, sha256)),
  );
  return row ?? null;
}
