import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { PlainDate } from '../../../domain/application/application.ts';
import type { Reach } from '../../../domain/authority/authorize.ts';
import type { ProductCostSheet } from '../../../domain/cost-sheet/product-cost-sheet.ts';
import type { Database, Transaction } from '../../database.ts';
import { account, costSheet, costSheetShare, costSheetVersion } from '../../schema/schema.ts';

/** Whom a sheet was shown to: accounts of customs agents, and agencies that were asked to approve it. */
const shownTo = sql<string[]>`array(
  select agent_id::text from cost_sheet_share where cost_sheet_id = ${costSheet.id}
  union select agency_code from cost_sheet_approval where cost_sheet_id = ${costSheet.id})`;

const columns = {
  id: costSheet.id,
  iec: costSheet.iec,
  name: costSheet.name,
  hsExport: costSheet.hsExport,
  version: costSheet.version,
  createdBy: costSheet.createdBy,
  createdAt: costSheet.createdAt,
  retiredAt: costSheet.retiredAt,
  shownTo,
};

/** A sheet without its figures, with all that authority over it hangs on. */
export async function findCostSheet(database: Database | Transaction, id: string) {
  const [row] = await database.select(columns).from(costSheet).where(eq(costSheet.id, id));
  return row ? { kind: 'cost-sheet' as const, ...row } : null;
}

export type CostSheetRow = NonNullable<Awaited<ReturnType<typeof findCostSheet>>>;

function within(reach: Reach) {
  switch (reach.within) {
    case 'iec':
      return inArray(costSheet.iec, [...reach.iecs]);
    case 'shown': {
      const shown = sql`${reach.to} = any(${shownTo})`;
      return reach.iecs ? and(inArray(costSheet.iec, [...reach.iecs]), shown) : shown;
    }
    default:
      return sql`false`;
  }
}

/** Sheets within a reach, newest first, those after `before` (an id) only. */
export async function listCostSheets(
  database: Database,
  reach: Reach,
  asked: { hsExport: string | null; retired: boolean; before: string | null; limit: number },
): Promise<Omit<CostSheetRow, 'kind'>[]> {
  return database
    .select(columns)
    .from(costSheet)
    .where(
      and(
        within(reach),
        asked.hsExport === null ? undefined : eq(costSheet.hsExport, asked.hsExport),
        asked.retired ? undefined : isNull(costSheet.retiredAt),
        asked.before === null ? undefined : lt(costSheet.id, asked.before),
      ),
    )
    .orderBy(desc(costSheet.id))
    .limit(asked.limit);
}

export type NewVersion = {
  sheet: ProductCostSheet;
  validFrom: PlainDate;
  validUntil: PlainDate;
};

/** Keeps a new sheet in its first version. */
export async function insertCostSheet(
  transaction: Transaction,
  made: { id: string; iec: string; name: string; hsExport: string },
  figures: NewVersion,
  by: string,
): Promise<void> {
  await transaction.insert(costSheet).values({ ...made, version: 1, createdBy: by });
  const first = { costSheetId: made.id, version: 1, ...figures, madeBy: by };
  await transaction.insert(costSheetVersion).values(first);
}

/** Keeps other figures as the next version; false when it is not at `expected` or was retired. */
export async function reviseCostSheet(
  transaction: Transaction,
  { id, expected, name }: { id: string; expected: number; name: string },
  figures: NewVersion,
  by: string,
): Promise<boolean> {
  const held = and(
    eq(costSheet.id, id),
    eq(costSheet.version, expected),
    isNull(costSheet.retiredAt),
  );
  const version = expected + 1;
  const moved = await transaction
    .update(costSheet)
    .set({ version, name })
    .where(held)
    .returning({ id: costSheet.id });
  if (moved.length === 0) return false;
  const next = { costSheetId: id, version, ...figures, madeBy: by };
  await transaction.insert(costSheetVersion).values(next);
  return true;
}

/** false when it was retired before. */
export async function retireCostSheet(transaction: Transaction, id: string): Promise<boolean> {
  const retired = await transaction
    .update(costSheet)
    .set({ retiredAt: new Date() })
    .where(and(eq(costSheet.id, id), isNull(costSheet.retiredAt)))
    .returning({ id: costSheet.id });
  return retired.length > 0;
}

/** The figures of one version; null when there is none of that number. */
export async function findVersion(database: Database | Transaction, id: string, version: number) {
  const { sheet, validFrom, validUntil, madeAt } = costSheetVersion;
  const [row] = await database
    .select({ version: costSheetVersion.version, sheet, validFrom, validUntil, madeAt })
    .from(costSheetVersion)
    .where(and(eq(costSheetVersion.costSheetId, id), eq(costSheetVersion.version, version)));
  return row ?? null;
}

/** Customs agents that a sheet is open to, by name. */
export function listShares(database: Database | Transaction, id: string) {
  const { agentId, sharedAt } = costSheetShare;
  return database
    .select({ agentId, name: account.name, sharedAt })
    .from(costSheetShare)
    .innerJoin(account, eq(account.id, agentId))
    .where(eq(costSheetShare.costSheetId, id))
    .orderBy(account.name, agentId);
}

/** false when it was open to that agent already. */
export async function shareCostSheet(
  transaction: Transaction,
  share: { costSheetId: string; agentId: string; sharedBy: string },
): Promise<boolean> {
  const made = await transaction
    .insert(costSheetShare)
    .values(share)
    .onConflictDoNothing()
    .returning({ id: costSheetShare.costSheetId });
  return made.length > 0;
}

/** false when it was not open to that agent. */
export async function unshareCostSheet(
  transaction: Transaction,
  { costSheetId, agentId }: { costSheetId: string; agentId: string },
): Promise<boolean> {
  const gone = await transaction
    .delete(costSheetShare)
    .where(and(eq(costSheetShare.costSheetId, costSheetId), eq(costSheetShare.agentId, agentId)))
    .returning({ id: costSheetShare.costSheetId });
  return gone.length > 0;
}
