import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '../../database.ts';
import { agency, costSheetApproval } from '../../schema/schema.ts';

const { costSheetId, version, agencyCode, askedAt, decidedAt, approved, reason } =
  costSheetApproval;

/** What agencies were asked about a sheet and said, newest first; of one agency where it is named. */
export function listApprovals(
  database: Database | Transaction,
  id: string,
  of: string | null = null,
) {
  return database
    .select({ version, agency: agencyCode, askedAt, decidedAt, approved, reason })
    .from(costSheetApproval)
    .where(and(eq(costSheetId, id), of === null ? undefined : eq(agencyCode, of)))
    .orderBy(desc(version), desc(askedAt))
    .limit(100);
}

/** Whether an agency is there and active, and under which IECs it exports itself; null: it is not. */
export async function findApprover(database: Database | Transaction, code: string) {
  const [row] = await database
    .select({ ownIecs: agency.ownIecs })
    .from(agency)
    .where(and(eq(agency.code, code), eq(agency.active, true)));
  return row ?? null;
}

/** false when that agency was asked about that version already. */
export async function askApproval(
  transaction: Transaction,
  asked: { costSheetId: string; version: number; agencyCode: string; askedBy: string },
): Promise<boolean> {
  const made = await transaction
    .insert(costSheetApproval)
    .values(asked)
    .onConflictDoNothing()
    .returning({ version });
  return made.length > 0;
}

/** false when that agency was not asked about that version, or has decided. */
export async function decideApproval(
  transaction: Transaction,
  of: { costSheetId: string; version: number; agencyCode: string },
  decided: { decidedBy: string; approved: boolean; reason: string | null },
): Promise<boolean> {
  const done = await transaction
    .update(costSheetApproval)
    .set({ ...decided, decidedAt: new Date() })
    .where(
      and(
        eq(costSheetId, of.costSheetId),
        eq(version, of.version),
        eq(agencyCode, of.agencyCode),
        isNull(decidedAt),
      ),
    )
    .returning({ version });
  return done.length > 0;
}
