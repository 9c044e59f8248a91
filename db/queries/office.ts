import { and, asc, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { agency, office } from '../schema/schema.ts';

export type Office = typeof office.$inferSelect;

/** The office of an active agency by its codes; null when there is none. */
export async function findOffice(
  database: Database | Transaction,
  agencyCode: string,
  officeCode: string,
): Promise<Office | null> {
  const [row] = await database
    .select({ office })
    .from(office)
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .where(
      and(eq(office.agencyCode, agencyCode), eq(office.code, officeCode), eq(agency.active, true)),
    );
  return row?.office ?? null;
}

/** An issuing office with its agency's name, as certificates print both. */
export type IssuingOffice = Office & { agencyName: string };

export async function readOffice(
  database: Database | Transaction,
  officeId: string,
): Promise<IssuingOffice | null> {
  const [row] = await database
    .select({ office, agencyName: agency.name })
    .from(office)
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .where(eq(office.id, officeId));
  return row ? { ...row.office, agencyName: row.agencyName } : null;
}

/** Offices that share a gateway account: each knows its own checksum key. */
export function listOfficesOfMerchant(database: Database, merchantId: string): Promise<Office[]> {
  return database.select().from(office).where(eq(office.merchantId, merchantId));
}

/** Where an application can be handed in. */
export function listOffices(database: Database) {
  return database
    .select({
      agency: agency.code,
      agencyName: agency.name,
      office: office.code,
      officeName: office.name,
      place: office.place,
    })
    .from(office)
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .where(eq(agency.active, true))
    .orderBy(asc(agency.code), asc(office.code));
}

/** The offices of one agency, or of all with null. */
export async function listOfficeIds(
  database: Database,
  agencyCode: string | null,
): Promise<string[]> {
  const rows = await database
    .select({ id: office.id })
    .from(office)
    .where(agencyCode === null ? undefined : eq(office.agencyCode, agencyCode));
  return rows.map(({ id }) => id);
}
