import { and, asc, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { CasePurpose } from '../../../domain/application/purpose.ts';
import type { Database } from '../../database.ts';
import { account, agency, application, office, officerOffice } from '../../schema/schema.ts';
import { isPresent } from '../account/absence.ts';
import { isInForce } from '../account/in-force.ts';

type CaseKey = { id: string; purpose: CasePurpose };

/**
 * Cases that wait for this officer's signature although he may not sign them: he is not active, his
 * agency is not, he is not mapped to their office, or he is on leave. Parked ones are among them: they may go back to waiting. Oldest first.
 */
export async function listUnsignableCases(
  database: Database,
  officerId: string,
  limit: number,
): Promise<CaseKey[]> {
  const maySign = database
    .select({ one: sql`1` })
    .from(officerOffice)
    .innerJoin(account, eq(account.id, officerOffice.accountId))
    .where(
      and(
        eq(officerOffice.accountId, application.signingOfficerId),
        eq(officerOffice.officeId, application.officeId),
        isInForce,
        isPresent,
      ),
    );
  return database
    .select({ id: application.id, purpose: application.purpose })
    .from(application)
    .where(
      and(
        eq(application.signingOfficerId, officerId),
        inArray(application.stage, ['awaiting-signature', 'needs-attention']),
        notExists(maySign),
      ),
    )
    .orderBy(asc(application.submittedAt))
    .limit(limit);
}

/** A case that waits for the signature of an officer who may not give it. */
export type UnsignableCase = { applicationId: string; purpose: CasePurpose; officerId: string };

/** Cases that wait for a signature at an agency that DGFT has made inactive. Oldest first. */
export async function listCasesOfClosedAgencies(
  database: Database,
  limit: number,
): Promise<UnsignableCase[]> {
  const rows = await database
    .select({
      applicationId: application.id,
      purpose: application.purpose,
      officerId: application.signingOfficerId,
    })
    .from(application)
    .innerJoin(office, eq(office.id, application.officeId))
    .innerJoin(agency, and(eq(agency.code, office.agencyCode), eq(agency.active, false)))
    .where(eq(application.stage, 'awaiting-signature'))
    .orderBy(asc(application.submittedAt))
    .limit(limit);
  return rows.map(({ officerId, ...rest }) => ({ ...rest, officerId: officerId ?? '' }));
}
