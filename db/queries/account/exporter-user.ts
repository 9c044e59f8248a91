import { and, asc, eq } from 'drizzle-orm';
import type { Right } from '../../../domain/authority/actor.ts';
import type { Transaction } from '../../database.ts';
import { account } from '../../schema/schema.ts';
import type { Account } from './account-activity.ts';

/** All users of an exporter, held so that no two of them are changed at once. */
export function lockUsersOf(transaction: Transaction, iec: string): Promise<Account[]> {
  return transaction
    .select()
    .from(account)
    .where(and(eq(account.iec, iec), eq(account.role, 'exporter')))
    .orderBy(asc(account.id))
    .for('update');
}

export async function setUserRights(
  transaction: Transaction,
  accountId: string,
  rights: Right[],
): Promise<void> {
  await transaction.update(account).set({ rights }).where(eq(account.id, accountId));
}
