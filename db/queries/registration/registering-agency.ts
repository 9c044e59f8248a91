import { and, eq } from 'drizzle-orm';
import type { Role } from '../../../domain/authority/role.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, agency, office } from '../../schema/schema.ts';

/** An agency by its code, with the addresses that DGFT has for it; null when there is none. */
export async function findAgency(database: Database | Transaction, code: string) {
  const [row] = await database.select().from(agency).where(eq(agency.code, code));
  return row ?? null;
}

/** An office by its id; null when there is none. */
export async function findOfficeById(database: Database | Transaction, id: string) {
  const [row] = await database
    .select({ agencyCode: office.agencyCode, active: office.active })
    .from(office)
    .where(eq(office.id, id));
  return row ?? null;
}

/** Addresses of the active people of a role, of one agency where one is named. */
export async function listEmailsOf(
  database: Database,
  role: Role,
  agencyCode: string | null,
): Promise<string[]> {
  const rows = await database
    .select({ email: account.email })
    .from(account)
    .where(
      and(
        eq(account.role, role),
        eq(account.active, true),
        agencyCode === null ? undefined : eq(account.agencyCode, agencyCode),
      ),
    )
    .orderBy(account.email);
  return rows.map(({ email }) => email);
}
