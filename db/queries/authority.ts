import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { account, officerCertificate, officerOffice } from '../schema/schema.ts';

export type Officer = {
  accountId: string;
  name: string;
  designation: string | null;
  signatureKey: string | null;
};

/** The officer, when active and mapped to the office just now; null otherwise (TN 23/2024-25 3.I.viii). */
export async function readOfficerOf(
  database: Database,
  officeId: string,
  accountId: string,
): Promise<Officer | null> {
  const [row] = await database
    .select({
      accountId: account.id,
      name: account.name,
      designation: account.designation,
      signatureKey: account.signatureKey,
    })
    .from(account)
    .innerJoin(officerOffice, eq(officerOffice.accountId, account.id))
    .where(
      and(
        eq(account.id, accountId),
        eq(account.role, 'officer'),
        eq(account.active, true),
        eq(officerOffice.officeId, officeId),
      ),
    );
  return row ?? null;
}

/** Whether the account is active and of DGFT operations. */
export async function isActiveOperator(database: Database, accountId: string): Promise<boolean> {
  const [row] = await database
    .select({ id: account.id })
    .from(account)
    .where(
      and(eq(account.id, accountId), eq(account.role, 'dgft-operations'), eq(account.active, true)),
    );
  return row !== undefined;
}

/** The DSC that counts for the officer just now; null when none is registered. */
export async function readRegisteredCertificate(
  database: Database,
  accountId: string,
): Promise<typeof officerCertificate.$inferSelect | null> {
  const [row] = await database
    .select()
    .from(officerCertificate)
    .where(and(eq(officerCertificate.accountId, accountId), isNull(officerCertificate.replacedAt)));
  return row ?? null;
}
