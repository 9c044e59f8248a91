import { asc, eq, isNull } from 'drizzle-orm';
import type { FeeTerms } from '../../../domain/money/fee.ts';
import type { Database, Transaction } from '../../database.ts';
import { feeProposal } from '../../schema/schema.ts';

export type FeeProposal = typeof feeProposal.$inferSelect;

/** Keeps a proposal for somebody else to decide on. */
export async function insertFeeProposal(
  transaction: Transaction,
  proposal: { id: string; terms: FeeTerms; proposedBy: string; proposedAt: Date },
): Promise<FeeProposal> {
  const [row] = await transaction.insert(feeProposal).values(proposal).returning();
  if (!row) throw new Error('a fee proposal was inserted and not returned');
  return row;
}

/** A proposal; null when there is none. */
export async function findFeeProposal(
  database: Database | Transaction,
  id: string,
): Promise<FeeProposal | null> {
  const [row] = await database.select().from(feeProposal).where(eq(feeProposal.id, id));
  return row ?? null;
}

/** Decides on a proposal, once: null, with nothing written, when it was decided before. */
export async function decideFeeProposal(
  transaction: Transaction,
  id: string,
  decision: { approved: boolean; reason: string | null; decidedBy: string; decidedAt: Date },
): Promise<FeeProposal | null> {
  const [open] = await transaction
    .select({ decidedAt: feeProposal.decidedAt })
    .from(feeProposal)
    .where(eq(feeProposal.id, id))
    .for('update');
  if (!open || open.decidedAt !== null) return null;
  const [row] = await transaction
    .update(feeProposal)
    .set(decision)
    .where(eq(feeProposal.id, id))
    .returning();
  return row ?? null;
}

/** What waits for a second person, oldest first. */
export const listOpenFeeProposals = (database: Database): Promise<FeeProposal[]> =>
  database
    .select()
    .from(feeProposal)
    .where(isNull(feeProposal.decidedAt))
    .orderBy(asc(feeProposal.proposedAt));
