import { asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account, agency, office, officeHoliday } from '../../schema/schema.ts';
import type { Office } from './office.ts';

export type Agency = typeof agency.$inferSelect;

export function listAgencies(database: Database): Promise<Agency[]> {
  return database.select().from(agency).where(eq(agency.active, true)).orderBy(asc(agency.code));
}

export async function findAgency(
  database: Database | Transaction,
  code: string,
): Promise<Agency | null> {
  const [row] = await database.select().from(agency).where(eq(agency.code, code));
  return row ?? null;
}

/** Adds an office; null when the agency has one of that code. */
export async function insertOffice(
  transaction: Transaction,
  fresh: Omit<typeof office.$inferInsert, 'merchantId' | 'checksumKeySealed'>,
): Promise<Office | null> {
  const [row] = await transaction
    .insert(office)
    .values({ ...fresh, merchantId: '', checksumKeySealed: '' })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** The office, locked against other administrators until the transaction ends. */
export async function lockOffice(
  transaction: Transaction,
  officeId: string,
): Promise<Office | null> {
  const [row] = await transaction
    .select()
    .from(office)
    .where(eq(office.id, officeId))
    .for('update');
  return row ?? null;
}

/** Changes an office that `lockOffice` holds, and raises its revision. */
export async function changeOffice(
  transaction: Transaction,
  officeId: string,
  set: Partial<Omit<Office, 'id' | 'revision'>>,
): Promise<Office> {
  const [row] = await transaction
    .update(office)
    .set({ ...set, revision: sql`${office.revision} + 1` })
    .where(eq(office.id, officeId))
    .returning();
  if (!row) throw new Error(`there is no office ${officeId}`);
  return row;
}

export type OfficeHoliday = { date: string; name: string };

export function listOfficeHolidays(
  database: Database | Transaction,
  officeId: string,
): Promise<OfficeHoliday[]> {
  return database
    .select({ date: officeHoliday.date, name: officeHoliday.name })
    .from(officeHoliday)
    .where(eq(officeHoliday.officeId, officeId))
    .orderBy(asc(officeHoliday.date));
}

/** Puts one list of an office's own holidays in the place of another. */
export async function replaceOfficeHolidays(
  transaction: Transaction,
  officeId: string,
  holidays: OfficeHoliday[],
): Promise<void> {
  await transaction.delete(officeHoliday).where(eq(officeHoliday.officeId, officeId));
  if (holidays.length === 0) return;
  await transaction.insert(officeHoliday).values(holidays.map((day) => ({ ...day, officeId })));
}

/** The name of a person, as settings that he made show it. */
export async function nameOfAccount(
  database: Database | Transaction,
  accountId: string,
): Promise<string | null> {
  const [row] = await database
    .select({ name: account.name })
    .from(account)
    .where(eq(account.id, accountId));
  return row?.name ?? null;
}
