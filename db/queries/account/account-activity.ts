import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account, apiToken, office, officerOffice, session } from '../../schema/schema.ts';

export type Account = typeof account.$inferSelect;

export async function findAccount(
  database: Database | Transaction,
  accountId: string,
): Promise<Account | null> {
  const [row] = await database.select().from(account).where(eq(account.id, accountId));
  return row ?? null;
}

/** The account, locked against other changes until the transaction ends. */
export async function lockAccount(
  transaction: Transaction,
  accountId: string,
): Promise<Account | null> {
  const [row] = await transaction
    .select()
    .from(account)
    .where(eq(account.id, accountId))
    .for('update');
  return row ?? null;
}

/**
 * Lets the person in no more: sessions and API tokens end with the transaction. Says how many of
 * each there were.
 */
export async function deactivateAccount(
  transaction: Transaction,
  accountId: string,
): Promise<{ sessionsEnded: number; tokensRevoked: number }> {
  await transaction.update(account).set({ active: false }).where(eq(account.id, accountId));
  const sessions = await transaction
    .delete(session)
    .where(eq(session.accountId, accountId))
    .returning({ id: session.id });
  const tokens = await transaction
    .update(apiToken)
    .set({ revokedAt: new Date() })
    .where(and(eq(apiToken.accountId, accountId), isNull(apiToken.revokedAt)))
    .returning({ id: apiToken.id });
  return { sessionsEnded: sessions.length, tokensRevoked: tokens.length };
}

/** Lets the person in again; ended sessions and revoked tokens stay so. */
export async function activateAccount(transaction: Transaction, accountId: string): Promise<void> {
  await transaction.update(account).set({ active: true }).where(eq(account.id, accountId));
}

/** Ids of the offices that an officer may act for, in order. */
export async function listMappedOffices(
  database: Database | Transaction,
  accountId: string,
): Promise<string[]> {
  const rows = await database
    .select({ id: officerOffice.officeId })
    .from(officerOffice)
    .where(eq(officerOffice.accountId, accountId))
    .orderBy(asc(officerOffice.officeId));
  return rows.map(({ id }) => id);
}

/** Ids of every office of an agency, closed ones too. */
export async function listOfficesOf(
  database: Database | Transaction,
  agencyCode: string,
): Promise<string[]> {
  const rows = await database
    .select({ id: office.id })
    .from(office)
    .where(eq(office.agencyCode, agencyCode));
  return rows.map(({ id }) => id);
}

/** Puts one list of an officer's offices in the place of another. */
export async function replaceMappedOffices(
  transaction: Transaction,
  accountId: string,
  offices: readonly string[],
): Promise<void> {
  await transaction.delete(officerOffice).where(eq(officerOffice.accountId, accountId));
  if (offices.length === 0) return;
  const rows = offices.map((officeId) => ({ accountId, officeId }));
  await transaction.insert(officerOffice).values(rows);
}

/** Keeps the storage key of an officer's signature image. */
export async function setSignatureKey(
  transaction: Transaction,
  accountId: string,
  signatureKey: string,
): Promise<void> {
  await transaction.update(account).set({ signatureKey }).where(eq(account.id, accountId));
}
