import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { account, agency, application, exporter, office } from '../../schema/schema.ts';
import { type FeeGrounds, feeClassColumn, feeEntriesColumn } from '../money/fee.ts';
import { type Case, caseColumns } from './application.ts';

/** A case with what its fee hangs on. */
export type QuotedCase = Case &
  FeeGrounds & {
    /** Customs agents to whom every sheet that it was examined by is open. */
    sheetAgents?: string[];
  };

const feeEntries = feeEntriesColumn({
  scheme: application.scheme,
  agency: office.agencyCode,
  purpose: application.purpose,
});

const sheetAgents = sql<string[]>`array(
  select s.agent_id::text from jsonb_array_elements(${application.costSheets}) e
  join cost_sheet_share s on s.cost_sheet_id = (e ->> 'id')::uuid
  group by s.agent_id having count(*) = jsonb_array_length(${application.costSheets}))`;

/** One case with what its fee hangs on; null when there is none. */
export async function findQuotedCase(
  database: Database | Transaction,
  id: string,
): Promise<QuotedCase | null> {
  const [row] = await database
    .select({ ...caseColumns, feeEntries, feeClass: feeClassColumn, sheetAgents })
    .from(application)
    .innerJoin(office, eq(office.id, application.officeId))
    .innerJoin(agency, eq(agency.code, office.agencyCode))
    .leftJoin(account, eq(account.id, application.reviewerId))
    .leftJoin(exporter, eq(exporter.iec, application.iec))
    .where(eq(application.id, id));
  if (!row) return null;
  const { application: kase, ...rest } = row;
  return { kind: 'application', ...kase, ...rest };
}
