import type { Database, Transaction } from '../db/database.ts';
import { counterOf, type Office, type OfficeOfAgency } from '../db/queries/office/office.ts';
import { type Agency, nameOfAccount } from '../db/queries/office/office-settings.ts';
import { schemesOfAgency, schemesOfOffice } from '../domain/office/acceptance.ts';

/** An agency as anybody sees it. */
export const agencyShown = ({ code, name, schemes }: Agency) => ({
  code,
  name,
  schemes: schemesOfAgency(schemes),
});

/** An office as anybody sees it who looks for one to apply at. */
export function officeShown(row: OfficeOfAgency) {
  const counter = counterOf(row);
  return {
    agency: row.agencyCode,
    agencyName: row.agencyName,
    office: row.code,
    officeName: row.name,
    place: row.place,
    schemes: schemesOfOffice(counter),
    payment: (['gateway', 'wallet'] as const).filter((way) => counter[way]),
  };
}

/** What the administrator may set of an office, as the audit keeps it before and after. */
export const settingsOf = ({
  name,
  place,
  address,
  schemes,
  workingHours,
  active,
  walletEnabled,
}: Office) => ({ name, place, address, schemes, workingHours, active, walletEnabled });

async function merchantOf(database: Database | Transaction, row: Office) {
  if (row.merchantId === '') return null;
  return {
    merchantId: row.merchantId,
    setAt: row.merchantSetAt?.toISOString() ?? null,
    setBy: row.merchantSetBy && (await nameOfAccount(database, row.merchantSetBy)),
  };
}

/** An office as its administrator sees it; nothing of the checksum key is in it. */
export async function officeAnswerOf(database: Database | Transaction, row: Office) {
  return {
    id: row.id,
    agency: row.agencyCode,
    code: row.code,
    ...settingsOf(row),
    merchant: await merchantOf(database, row),
    hasStamp: row.stampKey !== null,
    revision: row.revision,
  };
}
