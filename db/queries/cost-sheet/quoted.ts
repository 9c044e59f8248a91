import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CooApplication } from '../../../domain/application/application.ts';
import { namedSheets } from '../../../domain/cost-sheet/named-sheets.ts';
import type { QuotedCostSheet } from '../../../domain/cost-sheet/product-cost-sheet.ts';
import type { Database, Transaction } from '../../database.ts';
import { costSheet, costSheetShare, costSheetVersion } from '../../schema/schema.ts';

const approvedBy = sql<string[]>`array(
  select agency_code from cost_sheet_approval a
  where a.cost_sheet_id = ${costSheet.id} and a.version = ${costSheet.version} and a.approved
  order by agency_code)`;

/**
 * The sheets that an application names, of its own exporter alone, each in the version that is in use.
 * Asks nothing of the database where none is named.
 */
export async function quoteCostSheets(
  database: Database | Transaction,
  { iec, content }: { iec: string; content: CooApplication },
): Promise<QuotedCostSheet[]> {
  const ids = namedSheets(content);
  if (ids.length === 0) return [];
  const rows = await database
    .select({
      id: costSheet.id,
      version: costSheet.version,
      iec: costSheet.iec,
      name: costSheet.name,
      hsExport: costSheet.hsExport,
      validFrom: costSheetVersion.validFrom,
      validUntil: costSheetVersion.validUntil,
      retired: sql<boolean>`${costSheet.retiredAt} is not null`,
      approvedBy,
      sheet: costSheetVersion.sheet,
    })
    .from(costSheet)
    .innerJoin(
      costSheetVersion,
      and(
        eq(costSheetVersion.costSheetId, costSheet.id),
        eq(costSheetVersion.version, costSheet.version),
      ),
    )
    .where(and(inArray(costSheet.id, ids), eq(costSheet.iec, iec)))
    .orderBy(costSheet.id);
  return rows;
}

/** Whether every sheet that an application names is open to a customs agent. */
export async function areOpenTo(
  database: Database | Transaction,
  content: CooApplication,
  agentId: string,
): Promise<boolean> {
  const ids = namedSheets(content);
  return (await sheetsOpenTo(database, ids, agentId)).size === ids.length;
}

/** Which of some sheets are open to a customs agent. Asks nothing of the database of none. */
export async function sheetsOpenTo(
  database: Database | Transaction,
  ids: string[],
  agentId: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await database
    .select({ id: costSheetShare.costSheetId })
    .from(costSheetShare)
    .where(and(inArray(costSheetShare.costSheetId, ids), eq(costSheetShare.agentId, agentId)));
  return new Set(rows.map(({ id }) => id));
}
