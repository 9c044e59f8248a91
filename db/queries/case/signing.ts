import { and, eq, isNotNull, isNull, not, or, sql } from 'drizzle-orm';
import type { PlainDate } from '../../../domain/application/application.ts';
import { type Database, prepared } from '../../database.ts';
import {
  account,
  agency,
  application,
  office,
  officerCertificate,
  officerOffice,
  signingRequest,
} from '../../schema/schema.ts';
import { isPresent } from '../account/absence.ts';
import { actorColumn } from '../account/actor.ts';
import type { Officer } from '../account/authority.ts';
import { isInForce } from '../account/in-force.ts';
import type { SigningRequest } from '../certificate/certificate.ts';
import { holidayDates } from '../dgft/holiday.ts';
import type { IssuingOffice } from '../office/office.ts';
import { type AskedCase, found } from './case.ts';

/** A case with everything that preparing and signing its certificate asks of the record. */
export type SigningCase = AskedCase & {
  office: IssuingOffice;
  /**
   * Who signs; null when not active, not mapped to the office, or on leave just now (TN 23/2024-25
   * 3.I.viii). Of a self-declared certificate somebody of the exporter with the right to sign.
   */
  officer: Officer | null;
  /** The DSC that counts for the signer just now (TN 23/2024-25 3.II.iii). */
  certificate: typeof officerCertificate.$inferSelect | null;
  request: SigningRequest | null;
  holidays: PlainDate[];
};

/** Who signs is an officer of the office; what an exporter declares himself, people of his own. */
const isOwnIssue = eq(application.stage, 'auto-approved-pending-issuance');
const isOfficerOfOffice = and(
  not(isOwnIssue),
  isNotNull(officerOffice.accountId),
  eq(account.role, 'officer'),
  isPresent,
);
const isOfSelfDeclarer = and(
  isOwnIssue,
  eq(account.role, 'exporter'),
  eq(account.iec, application.iec),
  sql`'sign' = any(${account.rights})`,
);

const signingCase = prepared((database) =>
  database
    .select({
      application,
      office,
      agencyName: agency.name,
      rejectionFee: agency.rejectionFee,
      agencyIecs: agency.ownIecs,
      actor: actorColumn(sql.placeholder('by')),
      officer: {
        accountId: account.id,
        name: account.name,
        designation: account.designation,
        signatureKey: account.signatureKey,
      },
      certificate: officerCertificate,
      request: signingRequest,
      holidays: holidayDates,
    })
    .from(application)
    .innerJoin(office, eq(office.id, application.officeId))
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .leftJoin(
      officerOffice,
      and(
        eq(officerOffice.officeId, office.id),
        eq(officerOffice.accountId, sql.placeholder('officer')),
      ),
    )
    .leftJoin(
      account,
      and(
        eq(account.id, sql.placeholder('officer')),
        isInForce,
        or(isOfficerOfOffice, isOfSelfDeclarer),
      ),
    )
    .leftJoin(
      officerCertificate,
      and(eq(officerCertificate.accountId, account.id), isNull(officerCertificate.replacedAt)),
    )
    .leftJoin(signingRequest, eq(signingRequest.applicationId, application.id))
    .where(eq(application.id, sql.placeholder('id')))
    .prepare('signing_case'),
);

/** Reads a case for the account `officer` to sign its certificate, as `by` wants. */
export async function readSigningCase(
  database: Database,
  applicationId: string,
  { by, officer }: { by: string; officer: string },
): Promise<SigningCase> {
  const [row] = await signingCase(database).execute({ id: applicationId, by, officer });
  const { application: kase, office, agencyName, ...rest } = found(row, applicationId);
  const { agencyCode } = office;
  return { ...kase, ...rest, agencyCode, office: { ...office, agencyName } };
}
