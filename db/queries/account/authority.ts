import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account, officerOffice } from '../../schema/schema.ts';
import { isPresent } from './absence.ts';
import { isInForce } from './in-force.ts';

export type Officer = {
  accountId: string;
  name: string;
  designation: string | null;
  signatureKey: string | null;
};

const officerColumns = {
  accountId: account.id,
  name: account.name,
  designation: account.designation,
  signatureKey: account.signatureKey,
};

const isActiveOfficerOf = (officeId: string, accountId: string) =>
  and(
    eq(account.id, accountId),
    eq(account.role, 'officer'),
    isInForce,
    isPresent,
    eq(officerOffice.officeId, officeId),
  );

/**
 * The officer, when active, of an active agency, mapped to the office and not on leave just now; null otherwise
 * (TN 23/2024-25 3.I.viii).
 */
export async function readOfficerOf(
  database: Database | Transaction,
  officeId: string,
  accountId: string,
): Promise<Officer | null> {
  const [row] = await database
    .select(officerColumns)
    .from(account)
    .innerJoin(officerOffice, eq(officerOffice.accountId, account.id))
    .where(isActiveOfficerOf(officeId, accountId));
  return row ?? null;
}
