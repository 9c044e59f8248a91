import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account } from '../../schema/schema.ts';

/** What the record has of a person's authenticator; secrets are sealed under a master key. */
export type Authenticator = {
  /** The one in use; null where none is. */
  sealed: string | null;
  /** One that was shown and waits for its first code. */
  pending: string | null;
  hasPassword: boolean;
};

/** null when there is no such account. */
export async function readAuthenticator(
  database: Database | Transaction,
  accountId: string,
): Promise<Authenticator | null> {
  const [row] = await database
    .select({
      sealed: account.totpSecretSealed,
      pending: account.totpPendingSealed,
      hasPassword: sql<boolean>`${account.passwordHash} is not null`,
    })
    .from(account)
    .where(eq(account.id, accountId));
  return row ?? null;
}

/** Keeps a secret until its first code confirms it; one that waited before is forgotten. */
export async function keepPendingAuthenticator(
  database: Database,
  accountId: string,
  pending: string,
): Promise<void> {
  await database
    .update(account)
    .set({ totpPendingSealed: pending })
    .where(eq(account.id, accountId));
}

/** Puts the waiting secret into use; whoever calls holds the account's row since he read it. */
export async function enrolAuthenticator(
  transaction: Transaction,
  { accountId, pending, step }: { accountId: string; pending: string; step: number },
): Promise<void> {
  await transaction
    .update(account)
    .set({ totpSecretSealed: pending, totpPendingSealed: null, totpLastStep: step })
    .where(eq(account.id, accountId));
}

/** Takes the person's authenticator away; false when there was none. */
export async function removeAuthenticator(
  transaction: Transaction,
  accountId: string,
): Promise<boolean> {
  const rows = await transaction
    .update(account)
    .set({ totpSecretSealed: null, totpPendingSealed: null, totpLastStep: null })
    .where(and(eq(account.id, accountId), isNotNull(account.totpSecretSealed)))
    .returning({ id: account.id });
  return rows.length === 1;
}
