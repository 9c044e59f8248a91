import type { Database, Transaction } from '../../db/database.ts';
import { type BatchRow, findBatch } from '../../db/queries/migration/batch.ts';
import type { SignedIn } from '../../db/queries/sign-in/session.ts';
import type { ActionOn } from '../../domain/authority/permissions.ts';
import { allow } from '../authority.ts';

/** The batch, where this person may do this with it. Throws 404 and 403. */
export async function batchFor(
  database: Database | Transaction,
  account: SignedIn,
  action: ActionOn<'migration'>,
  id: string,
): Promise<BatchRow> {
  const batch = await findBatch(database, id);
  return allow(account, action, batch && { ...batch, kind: 'migration' as const });
}
