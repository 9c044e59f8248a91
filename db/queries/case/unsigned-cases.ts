import { and, asc, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Database } from '../../database.ts';
import { account, application, officerOffice } from '../../schema/schema.ts';

/**
 * Cases that wait for this officer's signature although he may not sign them: he is not active, or
 * not mapped to their office. Parked ones are among them: they may go back to waiting. Oldest first.
 */
export async function listUnsignableCases(
  database: Database,
  officerId: string,
  limit: number,
): Promise<string[]> {
  const maySign = database
    .select({ one: sql`1` })
    .from(officerOffice)
    .innerJoin(account, eq(account.id, officerOffice.accountId))
    .where(
      and(
        eq(officerOffice.accountId, application.signingOfficerId),
        eq(officerOffice.officeId, application.officeId),
        eq(account.active, true),
      ),
    );
  const rows = await database
    .select({ id: application.id })
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
  return rows.map(({ id }) => id);
}
