import type { Request } from 'express';
import type { Database, Transaction } from '../../db/database.ts';
import { readAccountContact } from '../../db/queries/account/account-contact.ts';
import { audit } from '../../db/queries/audit/audit.ts';

/**
 * Tells the audit that a link or code for this account was refused. Of accounts that do not exist
 * nothing is told: who makes up links could fill the audit with them.
 */
export async function tellRefusedCode(
  database: Database | Transaction,
  request: Request,
  { accountId, purpose, reason }: { accountId: string; purpose: string; reason: 'wrong' | 'gone' },
): Promise<void> {
  const owner = await readAccountContact(database, accountId);
  if (!owner) return;
  await audit(database, {
    subject: `account/${accountId}`,
    actor: 'anonymous',
    role: null,
    action: 'code-refused',
    at: new Date(),
    after: { purpose, reason },
    network: request.ip ?? null,
  });
}
