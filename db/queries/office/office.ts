import { and, asc, eq } from 'drizzle-orm';
import type { Counter } from '../../../domain/office/acceptance.ts';
import { selfDeclarationOffice } from '../../../domain/office/self-declaration.ts';
import type { Database, Transaction } from '../../database.ts';
import { agency, office } from '../../schema/schema.ts';

export type Office = typeof office.$inferSelect;

/** An office with what of its agency decides which applications it takes. */
export type OfficeOfAgency = Office & {
  agencyName: string;
  agencyActive: boolean;
  agencySchemes: string[] | null;
  /** IECs under which the agency exports itself. */
  agencyIecs: string[];
};

const ofAgency = {
  office,
  agencyName: agency.name,
  agencyActive: agency.active,
  agencySchemes: agency.schemes,
  agencyIecs: agency.ownIecs,
};

const officesWithAgency = (database: Database | Transaction) =>
  database.select(ofAgency).from(office).innerJoin(agency, eq(agency.code, office.agencyCode));

const flat = ({
  office: row,
  ...rest
}: { office: Office } & Omit<OfficeOfAgency, keyof Office>) => ({
  ...row,
  ...rest,
});

/** The office of an agency by its codes; null when there is none. */
export async function findOffice(
  database: Database | Transaction,
  agencyCode: string,
  officeCode: string,
): Promise<OfficeOfAgency | null> {
  const [row] = await officesWithAgency(database).where(
    and(eq(office.agencyCode, agencyCode), eq(office.code, officeCode)),
  );
  return row ? flat(row) : null;
}

/** What decides which applications an office takes, and how they are paid. */
export const counterOf = (
  row: Pick<OfficeOfAgency, 'id' | 'active' | 'schemes' | 'merchantId' | 'walletEnabled'> &
    Pick<OfficeOfAgency, 'agencyActive' | 'agencySchemes' | 'agencyIecs'>,
): Counter => ({
  active: row.active && row.agencyActive,
  schemes: row.schemes,
  agencySchemes: row.agencySchemes,
  agencyIecs: row.agencyIecs,
  selfDeclaration: row.id === selfDeclarationOffice.id,
  gateway: row.merchantId !== '',
  wallet: row.walletEnabled,
});

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

/** Every office of every agency, closed ones too. */
export async function listOffices(database: Database): Promise<OfficeOfAgency[]> {
  const rows = await officesWithAgency(database).orderBy(asc(agency.code), asc(office.code));
  return rows.map(flat);
}

/** One office by its id; null when there is none. */
export async function findOfficeById(
  database: Database | Transaction,
  officeId: string,
): Promise<OfficeOfAgency | null> {
  const [row] = await officesWithAgency(database).where(eq(office.id, officeId));
  return row ? flat(row) : null;
}
