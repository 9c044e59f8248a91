import { eq } from 'drizzle-orm';
import type {
  Parent,
  ParentIssuedHere,
  ParentTakenOver,
} from '../../../domain/application/request.ts';
import { isOwnNumber } from '../../../domain/certificate/numbering.ts';
import { lastDayOf } from '../../../domain/transition/taken-over.ts';
import type { Database, Transaction } from '../../database.ts';
import { application, certificate, office } from '../../schema/schema.ts';
import { readScheme } from '../agreement/scheme-version.ts';
import { findOneTakenOver, readFirstIssuedOn, type TakenOver } from '../legacy/taken-over.ts';

/** A certificate that a request is made against, and what authority over it hangs on. */
export type ParentRow = ParentIssuedHere & {
  iec: string;
  officeId: string;
  agencyCode: string;
};

/** A certificate that came over, as what a request is made against. */
export async function asParent(
  database: Database | Transaction,
  came: TakenOver,
): Promise<ParentTakenOver> {
  const { number, issuedOn, status, successor, scheme, agency, consignee, destination } = came;
  return {
    ...{ number, issuedOn, status, successor, isTakenOver: true },
    validUntil: lastDayOf(came),
    cancelledAt: came.cancelledAt,
    content: null,
    firstIssuedOn: (await readFirstIssuedOn(database, number)) ?? issuedOn,
    application: {
      ...{ scheme, agency },
      consignee: { name: consignee, country: destination },
      invoices: [{ number: came.invoiceNumber, date: came.invoiceDate }],
      items: came.items.map(({ hs, description, quantity, unit }) => ({
        ...{ hsExport: hs, description },
        quantity: { value: quantity, unit },
      })),
    },
  };
}

/** The certificate of a number as it stands, with what was applied for to get it; null when there is none. */
export async function findParent(
  database: Database | Transaction,
  number: string,
): Promise<ParentRow | null> {
  const [row] = await database
    .select({
      number: certificate.number,
      status: certificate.status,
      issuedOn: certificate.issuedOn,
      validUntil: certificate.validUntil,
      successor: certificate.successor,
      cancelledAt: certificate.cancelledAt,
      content: certificate.content,
      application: application.content,
      schemeVersion: application.schemeVersion,
      iec: certificate.iec,
      officeId: certificate.officeId,
      agencyCode: office.agencyCode,
    })
    .from(certificate)
    .innerJoin(application, eq(application.id, certificate.applicationId))
    .innerJoin(office, eq(office.id, certificate.officeId))
    .where(eq(certificate.number, number));
  if (!row) return null;
  const scheme = await readScheme(database, row.content.scheme, row.schemeVersion);
  return { ...row, scheme, cancelledAt: row.cancelledAt?.toISOString() ?? null };
}

/** The parent of a case; null for one that is made against no certificate. */
export async function readParentOf(
  database: Database | Transaction,
  { parent }: { parent: string | null },
): Promise<Parent | null> {
  if (parent === null) return null;
  const found = isOwnNumber(parent)
    ? await findParent(database, parent)
    : await findOneTakenOver(database, parent).then((came) => came && asParent(database, came));
  if (!found) throw new Error(`there is no certificate ${parent}`);
  return found;
}
