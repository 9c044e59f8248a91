import type { Database, Transaction } from '../../../db/database.ts';
import { listApprovals } from '../../../db/queries/cost-sheet/approval.ts';
import {
  type CostSheetRow,
  findCostSheet,
  findVersion,
  listShares,
} from '../../../db/queries/cost-sheet/cost-sheet.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { allow } from '../../authority.ts';
import { problem } from '../../problem/problem.ts';

/** The sheet, where this person may do this with it; throws what `allow` throws. */
export const sheetFor = async (
  database: Database | Transaction,
  account: SignedIn,
  action: ActionOn<'cost-sheet'>,
  id: string,
): Promise<CostSheetRow> =>
  allow<'cost-sheet', CostSheetRow>(account, action, await findCostSheet(database, id));

export const summaryOf = (row: Omit<CostSheetRow, 'kind'>) => ({
  id: row.id,
  iec: row.iec,
  name: row.name,
  hsExport: row.hsExport,
  version: row.version,
  retired: row.retiredAt !== null,
  createdAt: row.createdAt.toISOString(),
});

/** One version with its approvals. An agency sees the versions that were put to it, and no others. */
export async function sheetAnswer(
  database: Database | Transaction,
  account: SignedIn,
  row: CostSheetRow,
  asked?: number,
) {
  const agency = account.role === 'officer' ? account.agencyCode : null;
  const approvals = await listApprovals(database, row.id, agency);
  const shownVersion = asked ?? (agency ? approvals[0]?.version : undefined) ?? row.version;
  const isShown = !agency || approvals.some(({ version }) => version === shownVersion);
  const found = isShown ? await findVersion(database, row.id, shownVersion) : null;
  if (!found) throw problem('not-found', 'There is no such version that is yours to see.');
  const shares = account.role === 'exporter' ? await listShares(database, row.id) : null;
  return {
    ...summaryOf(row),
    shownVersion,
    sheet: found.sheet,
    validFrom: found.validFrom,
    validUntil: found.validUntil,
    madeAt: found.madeAt.toISOString(),
    approvals: approvals.map(({ askedAt, decidedAt, ...rest }) => ({
      ...rest,
      askedAt: askedAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    })),
    shares: shares?.map((one) => ({ ...one, sharedAt: one.sharedAt.toISOString() })) ?? null,
  };
}
