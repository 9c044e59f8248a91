import { and, eq, isNull, sql } from 'drizzle-orm';
import { underWay } from '../../../domain/account/account-code.ts';
import type { Transaction } from '../../database.ts';
import { account, apiToken } from '../../schema/schema.ts';
import { dropCodes } from './one-time-code.ts';
import { deleteSessionsOf } from './session.ts';

/**
 * Sets a password of the person's own in place of the one hashed as `before`; false when that was
 * changed meanwhile, or the account is not active. Ends every session, clears locks, and withdraws
 * the links and codes under way. Sessions to keep are begun anew in the same transaction.
 */
export async function replacePassword(
  transaction: Transaction,
  { accountId, before, hash }: { accountId: string; before: string; hash: string },
): Promise<boolean> {
  const replaced = await transaction
    .update(account)
    .set({ passwordHash: hash, passwordExpiresAt: null, failedLogins: 0, lockedUntil: null })
    .where(
      and(eq(account.id, accountId), eq(account.passwordHash, before), eq(account.active, true)),
    )
    .returning({ id: account.id });
  if (replaced.length === 0) return false;
  await deleteSessionsOf(transaction, accountId);
  await dropCodes(transaction, accountId, underWay);
  return true;
}

/** Revokes every API token of a person; they stay listed. */
export async function revokeTokensOf(transaction: Transaction, accountId: string): Promise<void> {
  await transaction
    .update(apiToken)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiToken.accountId, accountId), isNull(apiToken.revokedAt)));
}
